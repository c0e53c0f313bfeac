package io.logcast.gateway.tail;

/**
 * An entry in a ring, chained to the entry before it on the same channel.
 *
 * @param index its place in the log's count of entries
 * @param previous that entry's index; {@link ChannelHead#NONE} if there is none, and it may be gone meanwhile
 */
record Slot(long index, TailEntry entry, ChannelHead channel, long previous) {}
