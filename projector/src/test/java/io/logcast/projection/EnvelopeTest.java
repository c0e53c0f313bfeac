package io.logcast.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.Event;
import io.logcast.json.Json;
import io.logcast.stream.FieldPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {

    private static final String HEAD = """
            {"tenant":"acme","namespace":"orders","name":"placed","correlationId":"cart-9","context":{"region":"eu"}""";

    @Test
    void whole_everything_isInThisOrder() {
        assertThat(text(Envelope.whole(Samples.event(Samples.order("traceparent", "00-ab-cd-01")))))
                .isEqualTo("""
                        {"id":"o-17","tenant":"acme","namespace":"orders","name":"placed","timestamp":"2026-11-21T08:30:00.120Z",\
                        "correlationId":"cart-9","context":{"region":"eu"},"traceparent":"00-ab-cd-01",\
                        "payload":{"total":19.90,"items":[{"sku":"A1"}]}}""");
    }

    @Test
    void whole_withoutOptionals_leavesThemOut_butNotThePayload() {
        Event event = Samples.event(
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"a:b\",\"tenant\":\"t\",\"time\":\"2026-11-21T09:30:00+01:00\"}");

        assertThat(text(Envelope.whole(event))).isEqualTo("""
                        {"id":"1","tenant":"t","namespace":"a","name":"b","timestamp":"2026-11-21T08:30:00Z","payload":null}""");
    }

    /** Maps are written {@code member=path}, joined by blanks. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                   | }
            sku=payload.items[0].sku             | ,"sku":"A1"}
            z=payload.total a=timestamp m=id     | ,"z":19.90,"a":"2026-11-21T08:30:00.120Z","m":"o-17"}
            gone=payload.zz sku=payload.items.0.sku | ,"sku":"A1"}
            items=payload.items                  | ,"items":[{"sku":"A1"}]}
            region=context.region                | ,"region":"eu"}
            a.b=payload.total                    | ,"a.b":19.90}
            """)
    void mapped_members_followTheEnvelopeInTheirOrder(String map, String rest) {
        assertThat(mapped(Samples.event(Samples.ORDER), map)).isEqualTo(HEAD + rest);
    }

    @Test
    void mapped_memberOfTheEnvelope_isOverwrittenInItsPlace() {
        assertThat(mapped(Samples.event(Samples.ORDER), "name=payload.total x=id context=payload.items[0]"))
                .isEqualTo("""
                        {"tenant":"acme","namespace":"orders","name":19.90,"correlationId":"cart-9","context":{"sku":"A1"},"x":"o-17"}""");
    }

    @Test
    void mapped_missingValueForAMemberOfTheEnvelope_leavesItAsItWas() {
        assertThat(mapped(Samples.event(Samples.ORDER), "name=payload.zz")).isEqualTo(HEAD + "}");
    }

    @Test
    void mapped_nullStaysNull() {
        Event event = Samples.event(Samples.ORDER.replace("\"A1\"", "null"));

        assertThat(mapped(event, "sku=payload.items[0].sku")).isEqualTo(HEAD + ",\"sku\":null}");
    }

    private static String mapped(Event event, String map) {
        Map<String, FieldPath> paths = new LinkedHashMap<>();
        for (String pair : map.isEmpty() ? List.<String>of() : List.of(map.split(" ", -1))) {
            int sign = pair.indexOf('=');
            paths.put(pair.substring(0, sign), FieldPath.parse(pair.substring(sign + 1)));
        }
        return text(Envelope.mapped(event, Envelope.whole(event), paths));
    }

    private static String text(ObjectNode json) {
        return new String(Json.bytes(json), UTF_8);
    }
}
