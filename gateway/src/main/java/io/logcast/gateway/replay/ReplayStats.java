package io.logcast.gateway.replay;

/**
 * What replays have cost so far, as of one moment.
 *
 * @param blocksRead from Kafka, those read ahead included
 * @param bytesRead that came from Kafka over the readers' connections, whether anybody needed them or not
 * @param answersFromMemory reads that a block at hand covered
 * @param answersJoined reads that were answered by a block that came for more than one of them
 * @param bytesKept about how much heap the blocks at hand take
 */
public record ReplayStats(
        long blocksRead, long bytesRead, long answersFromMemory, long answersJoined, long bytesKept) {}
