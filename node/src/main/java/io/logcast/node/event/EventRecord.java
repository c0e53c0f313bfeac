package io.logcast.node.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.logcast.event.CloudEventCodec;
import io.logcast.event.Event;
import io.logcast.node.append.AppendRefused;
import io.logcast.node.append.Refusal;
import io.logcast.topic.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An event as the record of {@code logcast.events} that schemas/README.md describes. */
final class EventRecord {

    /** Which definitions the publisher had seen: the projector waits for them before it projects the event. */
    static final String DEFINITIONS = "logcast_definitions";

    private EventRecord() {}

    /**
     * @param definitionsPosition what the publisher has seen; negative while it has seen nothing, and then nobody waits
     * @throws AppendRefused if the event is too large
     */
    static ProducerRecord<String, byte[]> of(Event event, long definitionsPosition) {
        byte[] value = CloudEventCodec.encode(event);
        requireSize(value.length);
        ProducerRecord<String, byte[]> appended = new ProducerRecord<>(Topics.EVENTS, event.recordKey(), value);
        appended.headers().add(CloudEventCodec.CONTENT_TYPE, CloudEventCodec.STRUCTURED.getBytes(US_ASCII));
        if (definitionsPosition >= 0) {
            appended.headers()
                    .add(DEFINITIONS, Long.toString(definitionsPosition).getBytes(US_ASCII));
        }
        return appended;
    }

    static void requireSize(int bytes) {
        if (bytes > Event.MAX_BYTES) {
            throw new AppendRefused(
                    Refusal.TOO_LARGE,
                    "event must have at most " + Event.MAX_BYTES + " bytes as CloudEvents JSON, it has " + bytes);
        }
    }
}
