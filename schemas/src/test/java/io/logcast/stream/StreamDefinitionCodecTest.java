package io.logcast.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.event.EventType;
import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamDefinitionCodecTest {

    private static final StreamKey KEY = StreamKey.parse("acme/orders");

    private static final String FULL = """
            {"id":"orders","name":"Orders","description":"What was ordered","publicSubscribe":false,\
            "subscriberRoles":["audit","sales"],"events":[{"namespace":"orders","name":"placed",\
            "criteria":{"correlationId":"c","context":{"region":"eu"}},"map":{"sku":"payload.items[0].sku","at":"timestamp"},\
            "roles":["audit"]},{"namespace":"orders","name":"shipped"}]}""";

    @Test
    void encode_whatWasRead_isTheseBytes() throws Exception {
        assertThat(StreamDefinitionCodec.encode(read(FULL))).asString(UTF_8).isEqualTo(FULL);
        assertThat(KEY).hasToString("acme/orders");
    }

    @Test
    void read_minimal_hasDefaults() throws Exception {
        StreamDefinition stream = read("{\"events\":[{\"namespace\":\"a\",\"name\":\"b\"}]}");

        assertThat(stream)
                .isEqualTo(new StreamDefinition(
                        KEY.tenant(),
                        KEY.stream(),
                        "orders",
                        null,
                        false,
                        Roles.NONE,
                        List.of(new EventSelector(new EventType("a", "b"), Criteria.ANY, null, Roles.NONE))));
        assertThat(StreamDefinitionCodec.encode(stream)).asString(UTF_8).isEqualTo("""
                        {"id":"orders","name":"orders","publicSubscribe":false,"subscriberRoles":[],\
                        "events":[{"namespace":"a","name":"b"}]}""");
    }

    @Test
    void read_map_emptyAndAbsentDiffer_andOrderStays() throws Exception {
        assertThat(selector("\"map\":{}").map()).isEqualTo(Map.of());
        assertThat(selector("\"map\":null").map()).isNull();
        assertThat(selector("\"map\":{\"z\":\"a\",\"a\":\"b\",\"m\":\"c\"}")
                        .map()
                        .keySet())
                .containsExactly("z", "a", "m");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                             | body must be a JSON object
            {}                                                             | events must have 1 to 200 elements, it has 0
            {"events":[]}                                                  | events must have 1 to 200 elements, it has 0
            {"events":{}}                                                  | events must be an array
            {"evnets":[]}                                                  | evnets is not known; known are description, events, id, name, publicSubscribe, subscriberRoles
            {"id":"other","events":[{"namespace":"a","name":"b"}]}         | id must be the id in the address, or be left out
            {"name":"","events":[{"namespace":"a","name":"b"}]}            | name is required
            {"publicSubscribe":"yes"}                                      | publicSubscribe must be true or false
            {"subscriberRoles":"x"}                                        | subscriberRoles must be an array
            {"subscriberRoles":["a,b"]}                                    | role must not contain a comma
            {"events":[1]}                                                 | events[0] must be a JSON object
            {"events":[{"namespace":"a"}]}                                 | events[0].name is required
            {"events":[{"namespace":"a:b","name":"c"}]}                    | events[0].namespace must not contain ':'
            {"events":[{"namespace":"a","name":"b","filter":"x"}]}         | events[0].filter is not known; known are criteria, map, name, namespace, roles
            {"events":[{"namespace":"a","name":"b","map":{"x":"a["}}]}     | events[0].map.x.path must be a path such as payload.items[0].sku
            {"events":[{"namespace":"a","name":"b","map":{"x":7}}]}        | events[0].x must be a string
            {"events":[{"namespace":"a","name":"b","criteria":{"x":1}}]}   | events[0].x is not known; known are context, correlationId
            {"events":[{"namespace":"a","name":"b","criteria":{"context":"eu"}}]} | events[0].context must be a JSON object
            """)
    void read_wrong_isRefusedByPathAndRule(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(InvalidField.class).hasMessage(message);
    }

    @Test
    void rolesFor_selectorsFirst_thenStreamsAndListeners_noneForPublic() throws Exception {
        StreamDefinition stream = read(FULL);

        assertThat(stream.rolesFor(stream.events().get(0))).isEqualTo(Roles.of("audit"));
        assertThat(stream.rolesFor(stream.events().get(1))).isEqualTo(Roles.of("audit", "sales", "stream-listener"));
        StreamDefinition open = read(FULL.replace("\"publicSubscribe\":false", "\"publicSubscribe\":true"));
        assertThat(open.rolesFor(open.events().get(1))).isEqualTo(Roles.NONE);
        assertThat(open.rolesFor(open.events().get(0))).isEqualTo(Roles.of("audit"));
    }

    private static EventSelector selector(String members) throws Exception {
        return read("{\"events\":[{\"namespace\":\"a\",\"name\":\"b\"," + members + "}]}")
                .events()
                .get(0);
    }

    private static StreamDefinition read(String json) throws Exception {
        return StreamDefinitionCodec.read(KEY, Json.parse(json.getBytes(UTF_8)));
    }
}
