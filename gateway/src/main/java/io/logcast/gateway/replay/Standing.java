package io.logcast.gateway.replay;

import java.util.Map;

/**
 * What a reader tells the desk after each errand.
 *
 * @param reader its number
 * @param positions where it can go on without a seek, by partition
 * @param received bytes that have come from Kafka since it told last
 */
record Standing(int reader, Map<Integer, Long> positions, long received) {

    boolean isAt(BlockRead read) {
        Long position = positions.get(read.partition());
        return position != null && position == read.from();
    }
}
