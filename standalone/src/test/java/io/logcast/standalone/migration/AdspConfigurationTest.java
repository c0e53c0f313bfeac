package io.logcast.standalone.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AdspConfigurationTest {

    private static final String STREAM =
            "{\"id\":\"s\",\"name\":\"S\",\"description\":null,\"publicSubscribe\":true,\"subscriberRoles\":[\"a\"],"
                    + "\"events\":[{\"namespace\":\"n\",\"name\":\"e\","
                    + "\"map\":{\"v\":\"payload.a.b[0].c\",\"k\":\"payload[\\\"x.y\\\"]\",\"tenantId\":\"tenantId\"},"
                    + "\"criteria\":{\"correlationId\":\"1\",\"context\":{\"k\":1}}}]}";

    @Test
    void stream_isTakenOver() throws Exception {
        Converted stream = only("{\"s\":" + STREAM + "}");

        assertThat(stream.kind() + " " + stream.id()).isEqualTo("stream s");
        assertThat(stream.definition())
                .hasToString("{\"name\":\"S\",\"publicSubscribe\":true,\"subscriberRoles\":[\"a\"],"
                        + "\"events\":[{\"namespace\":\"n\",\"name\":\"e\","
                        + "\"criteria\":{\"correlationId\":\"1\",\"context\":{\"k\":1}},"
                        + "\"map\":{\"v\":\"payload.a.b[0].c\",\"k\":\"payload[\\\"x.y\\\"]\"}}]}");
        assertThat(stream.left()).isEmpty();
    }

    @Test
    void webhook_isHandedOn_andOneThatIsNullIsNone() throws Exception {
        Converted webhook = only(
                "{\"webhooks\":{\"gone\":null,\"w\":{\"id\":\"w\",\"name\":\"W\",\"url\":\"https://x.example\",\"intervalMinutes\":5,"
                        + "\"targetId\":\"\",\"eventTypes\":[{\"id\":\"a:b\",\"more\":1}],"
                        + "\"events\":[{\"namespace\":\"n\",\"name\":\"e\",\"map\":{\"v\":\"payload\"}}]}}}");

        assertThat(webhook.kind() + " " + webhook.id()).isEqualTo("webhook w");
        assertThat(webhook.definition())
                .hasToString(
                        "{\"name\":\"W\",\"url\":\"https://x.example\","
                                + "\"events\":[{\"namespace\":\"n\",\"name\":\"e\"}],\"eventTypes\":[{\"id\":\"a:b\"}],\"form\":\"adsp\"}");
        assertThat(webhook.left()).containsExactly("intervalMinutes: was not looked at there either");
        assertThat(converted("{\"webhooks\":null}", null)).isEmpty();
        assertThat(converted("{\"webhooks\":{}}", null)).isEmpty();
    }

    @Test
    void core_winsOnTheSameId() throws Exception {
        List<Converted> all = converted(
                "{\"s\":" + STREAM + ",\"t\":" + STREAM + "}",
                "{\"s\":{\"id\":\"s\",\"name\":\"of core\",\"events\":[{\"namespace\":\"c\",\"name\":\"e\"}]},\"webhooks\":null}");

        assertThat(all).extracting(Converted::id).containsExactly("s", "t");
        assertThat(all.get(0).definition().path("name").asText()).isEqualTo("of core");
    }

    @Test
    void answerOfTheConfigurationService_isReadToo() throws Exception {
        String configuration = "{\"s\":" + STREAM + "}";

        assertThat(
                        only("{\"namespace\":\"platform\",\"name\":\"push-service\",\"latest\":{\"revision\":3,\"configuration\":"
                                        + configuration + "}}")
                                .id())
                .isEqualTo("s");
        assertThat(only("{\"revision\":3,\"configuration\":" + configuration + "}")
                        .id())
                .isEqualTo("s");
    }

    @Test
    void whatCannotBeTakenOver_isNamed() throws Exception {
        Converted stream = only("{\"s\":{\"id\":\"other\",\"name\":\"" + "n".repeat(101)
                + "\",\"subscriberRoles\":[\"a,b\"],\"events\":[{\"namespace\":\"n:m\",\"name\":\"e\"},"
                + "{\"namespace\":\"n\",\"name\":\"e\",\"map\":{\"x\":\"a..b\",\"t\":\"tenantId\",\"u\":\"tenantId.resource\",\"y\":7}},"
                + "{\"namespace\":\"n\",\"name\":\"f\",\"criteria\":{\"correlationId\":7}}]}}");

        assertThat(stream.left())
                .containsExactly(
                        "id: is 'other' in lists there, and 's' here as in addresses",
                        "name: is cut after 100 characters",
                        "subscriberRoles: role must not contain a comma; this role is left out",
                        "events[0]: namespace must not contain ':'; these events are left out",
                        "events[1].map.x: path must be a path such as payload.items[0].sku; this member is left out",
                        "events[1].map.t: shows the tenant by its name here, not by its URN",
                        "events[1].map.u: path leads into the tenant's URN, which is one text here; this member is left out",
                        "events[1].map.y: path is required; this member is left out",
                        "events[2]: correlationId must be a string; these events are left out");
        assertThat(stream.definition().path("events")).hasSize(1);
        assertThat(stream.definition().path("events").path(0).path("map")).hasToString("{\"t\":\"tenant\"}");
    }

    @Test
    void streamThatIsNone_isLeftOutAsAWhole() throws Exception {
        assertThat(only("{\"s\":7}").definition()).isNull();
        assertThat(only("{\"a/b\":" + STREAM + "}").definition()).isNull();
        Converted empty = only("{\"s\":{\"id\":\"s\",\"name\":\"S\",\"events\":[]}}");
        assertThat(empty.definition()).isNull();
        assertThat(empty.left())
                .containsExactly("events must have 1 to 200 elements, it has 0; the stream is left out");
    }

    private static Converted only(String document) throws Exception {
        List<Converted> all = converted(document, null);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static List<Converted> converted(String tenant, String core) throws Exception {
        return new AdspConfiguration(parsed(tenant), core == null ? Optional.empty() : Optional.of(parsed(core)))
                .converted();
    }

    private static JsonNode parsed(String document) throws Exception {
        return Json.parse(document.getBytes(UTF_8));
    }
}
