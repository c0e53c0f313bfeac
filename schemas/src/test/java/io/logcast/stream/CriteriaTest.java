package io.logcast.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriteriaTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                  | {}                        | true
            {"k":1}             | {"k":1}                   | true
            {"k":1}             | {"k":1,"other":true}      | true
            {"k":1}             | {"k":1.0}                 | true
            {"k":100}           | {"k":1e2}                 | true
            {"k":1}             | {"k":"1"}                 | false
            {"k":"1"}           | {"k":1}                   | false
            {"k":true}          | {"k":true}                | true
            {"k":true}          | {"k":1}                   | false
            {"k":"a"}           | {"k":"A"}                 | false
            {"k":null}          | {"k":null}                | true
            {"k":null}          | {}                        | false
            {"k":1}             | {}                        | false
            {"k":1,"l":2}       | {"k":1}                   | false
            {"k":{"a":1}}       | {"k":{"a":1}}             | false
            {"k":[1]}           | {"k":[1]}                 | false
            {"k":{}}            | {"k":{}}                  | false
            """)
    void matches_context_isJavaScriptsStrictEquality(String wanted, String actual, boolean expected) throws Exception {
        assertThat(new Criteria(null, json(wanted)).matches(event(null, json(actual))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,  -, true
            -,  a, true
            '', a, true
            '', -, true
            a,  a, true
            a,  b, false
            a,  A, false
            a,  -, false
            """)
    void matches_correlationId_emptyMeansAny(String wanted, String actual, boolean expected) {
        assertThat(new Criteria(wanted, null).matches(event(actual, null))).isEqualTo(expected);
    }

    @Test
    void matches_eventWithoutContext_onlyWithoutCriteria() throws Exception {
        assertThat(Criteria.ANY.matches(event(null, null))).isTrue();
        assertThat(new Criteria(null, json("{}")).matches(event(null, null))).isTrue();
        assertThat(new Criteria(null, json("{\"k\":null}")).matches(event(null, null)))
                .isFalse();
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) Json.parse(text.getBytes(UTF_8));
    }

    private static Event event(String correlationId, ObjectNode context) {
        return new Event(
                new TenantId("acme"),
                new EventId("1"),
                "test",
                new EventType("a", "b"),
                Instant.EPOCH,
                correlationId,
                context,
                NullNode.instance,
                null,
                null,
                null);
    }
}
