package io.logcast.bench.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import org.junit.jupiter.api.Test;

final class EventsTest {

    @Test
    void payload_ofOneSize_isJsonWithNumberAndTime() throws Exception {
        // Given
        Events events = new Events(200, 2);
        events.make(1, 5);
        // When
        byte[] payload = events.make(1, 123_456_789_012_345L);
        JsonNode json = Json.parse(payload);
        // Then
        assertThat(payload).hasSize(200);
        assertThat(json.get("n").longValue()).isEqualTo(1);
        assertThat(json.get("t").longValue()).isEqualTo(123_456_789_012_345L);
        assertThat(events.next(0)).isZero();
    }

    @Test
    void scanner_readsWhatEventsMade() {
        // Given
        byte[] payload = new Events(64, 1).make(0, 42);
        PayloadScanner scanner = new PayloadScanner();
        scanner.reset();
        // When
        for (byte each : payload) {
            scanner.take(each);
        }
        // Then
        assertThat(scanner.isComplete()).isTrue();
        assertThat(scanner.number()).isZero();
        assertThat(scanner.sent()).isEqualTo(42);
        assertThat(new String(payload, UTF_8)).startsWith("{\"n\":0,\"t\":42,");
    }

    @Test
    void events_smallerThanTheirNumbers_areRefused() {
        assertThatThrownBy(() -> new Events(10, 1)).hasMessage("size must be at least 64 bytes, not 10");
    }
}
