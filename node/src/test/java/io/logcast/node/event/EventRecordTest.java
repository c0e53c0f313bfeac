package io.logcast.node.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class EventRecordTest {

    private static final Event EVENT = new Event(
            new TenantId("acme"),
            new EventId("1"),
            "/s",
            new EventType("a", "b"),
            Instant.EPOCH,
            null,
            null,
            NullNode.instance,
            null,
            null,
            null);

    @Test
    void record_ofAPublisherThatKnowsDefinitions_saysUpToWhere() {
        assertThat(definitions(EventRecord.of(EVENT, 17))).asString().isEqualTo("17");
    }

    /** A position of -1 would send an acknowledged event to the dead letters. */
    @Test
    void record_ofAPublisherThatHasReadNone_asksNobodyToWait() {
        assertThat(EventRecord.of(EVENT, -1).headers().lastHeader("logcast_definitions"))
                .isNull();
    }

    private static byte[] definitions(ProducerRecord<String, byte[]> appended) {
        return appended.headers().lastHeader("logcast_definitions").value();
    }
}
