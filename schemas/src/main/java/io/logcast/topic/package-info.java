/**
 * The topics that the services meet in: names, settings, and which partition is whose.
 *
 * <p>Values only: no thread owns anything here. Never talks to a broker. Start: {@link io.logcast.topic.Topics}.
 */
package io.logcast.topic;
