package io.logcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KafkaLogTest {

    @Test
    void lines_ofKafkasClasses_areKafkas_andNoOthers() {
        assertThat(KafkaLog.wrote("12:00:00.123 ERROR KafkaRaftServer - Exiting"))
                .isTrue();
        assertThat(KafkaLog.wrote("12:00:00.123 ERROR NetworkClient - Connection failed"))
                .isTrue();
        assertThat(KafkaLog.wrote("12:00:00.123 ERROR Platform - Kafka cannot go on: x. Stopping."))
                .isFalse();
        // Kafka has a class of this name too.
        assertThat(KafkaLog.wrote("12:00:00.123 ERROR Group - x")).isFalse();
        assertThat(KafkaLog.wrote("ERROR StatusLogger - no time")).isFalse();
    }
}
