/**
 * The reading of small topics that this process keeps a copy of: one partition, from its beginning on, without a group.
 *
 * <p>A reading belongs to the thread that opened it. Never writes, and never decides what a record means. Start:
 * {@link io.logcast.node.topic.TopicReading}.
 */
package io.logcast.node.topic;
