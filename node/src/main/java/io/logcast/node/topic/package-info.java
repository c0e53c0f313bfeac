/**
 * The reading of small topics that this process keeps a copy of: one partition, from its beginning on, without a group.
 *
 * <p>A reading belongs to the thread that opened it, a table to the thread that is named after it; others read an immutable
 * snapshot. Never writes, and never decides what a record means. Start: {@link io.logcast.node.topic.TopicTable}.
 */
package io.logcast.node.topic;
