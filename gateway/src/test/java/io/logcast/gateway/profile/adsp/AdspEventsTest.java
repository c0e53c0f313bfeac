package io.logcast.gateway.profile.adsp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.Samples;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.FrameEncoder;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.namespace.Rendering.Rendered;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.sse.Framing;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.gateway.tail.Target;
import io.logcast.stream.Roles;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class AdspEventsTest {

    private static final AdspEvents EVENTS = new AdspEvents(new Tenants(
            List.of(new IssuerSettings("iss", "acme", "Acme Corp", "5f1a", null, "https://access.example/certs"))));
    private static final String URN = "urn:ads:platform:tenant-service:v2:/tenants/5f1a";
    private static final Positions AFTER = Positions.of(Cursor.parse("k3:7-18430"));

    @Test
    void wholeEvent_hasAdspsMembersInItsOrder() {
        String whole = "{\"id\":\"e-1\",\"tenant\":\"acme\",\"namespace\":\"a\",\"name\":\"b\","
                + "\"timestamp\":\"2021-10-12T15:03:50.123456Z\",\"correlationId\":\"c\",\"context\":{\"k\":1},"
                + "\"traceparent\":\"00-1\",\"payload\":{\"n\":1.10,\"id\":\"x\",\"tenant\":\"acme\"}}";

        assertThat(shown("a:b", whole))
                .isEqualTo("a:b {\"namespace\":\"a\",\"name\":\"b\",\"tenantId\":\"" + URN
                        + "\",\"correlationId\":\"c\",\"context\":{\"k\":1},\"timestamp\":\"2021-10-12T15:03:50.123Z\","
                        + "\"traceparent\":\"00-1\",\"payload\":{\"n\":1.10,\"id\":\"x\",\"tenant\":\"acme\"}}");
    }

    @Test
    void mappedEvent_hasTheTenantFirst_andIsCalledAsItSays() {
        assertThat(shown("a:b", "{\"tenant\":\"acme\",\"namespace\":\"x\",\"name\":\"b\",\"v\":1}"))
                .isEqualTo("x:b {\"tenantId\":\"" + URN + "\",\"namespace\":\"x\",\"name\":\"b\",\"v\":1}");
        assertThat(shown("a:b", "{\"tenant\":\"acme\",\"namespace\":7,\"name\":\"b\",\"tenantId\":null}"))
                .isEqualTo("a:b {\"tenantId\":null,\"namespace\":7,\"name\":\"b\"}");
    }

    @Test
    void otherShapes_areShownAsTheyAre() {
        for (String json : List.of("{\"n\":1}", "{}", "[1]", "null", "{\"n\":", "7")) {
            assertThat(shown("a:b", json)).isEqualTo("a:b " + json);
        }
        assertThat(shown(null, "{\"n\":1}")).isEqualTo("message {\"n\":1}");
        TailEntry packet = Samples.packet(1, Samples.room("r"), new Target("/acme", Set.of(), Set.of(), List.of()));
        assertThat(new String(EVENTS.of(packet).json(), UTF_8)).isEqualTo("{\"n\":1}");
    }

    @Test
    void frames_areDataAndComments() {
        FrameEncoder plain = new AdspEncoder(Framing.PLAIN, EVENTS, false);

        assertThat(written(batch -> plain.delivery(batch, AFTER, entry("a:b", "{\"n\":\r\n1}"))))
                .isEqualTo("data: {\"n\":  1}\n\n");
        assertThat(written(batch -> plain.checkpoint(batch, AFTER, true))).isEmpty();
        assertThat(written(batch -> plain.heartbeat(batch, AFTER))).isEqualTo(":\n\n");
        assertThat(written(batch -> plain.gap(batch, gap()))).matches(": logcast\\.gap \\{.*}\n\n");
        assertThat(written(batch -> plain.end(batch, CloseReason.TOKEN_EXPIRED, 1)))
                .isEqualTo(": logcast.close token-expired\n\n");
    }

    @Test
    void framesWithCursors_haveAnIdEach() {
        FrameEncoder telling = new AdspEncoder(Framing.PLAIN, EVENTS, true);

        assertThat(written(batch -> telling.delivery(batch, AFTER, entry("a:b", "1"))))
                .isEqualTo("id: k3:7-18430\ndata: 1\n\n");
        assertThat(written(batch -> telling.checkpoint(batch, AFTER, false))).isEqualTo("id: k3:7-18430\n\n");
        assertThat(written(batch -> telling.heartbeat(batch, AFTER))).isEqualTo(":\nid: k3:7-18430\n\n");
        assertThat(written(batch -> telling.gap(batch, gap()))).matches(": logcast\\.gap \\{.*}\nid: k3:7-9\n\n");
    }

    private static Gap gap() {
        return new Gap(Gap.Reason.EPOCH, Cursor.parse("k2:7-1"), Cursor.parse("k3:7-9"), null, null);
    }

    private static String written(Consumer<ByteBuf> writing) {
        ByteBuf batch = Unpooled.buffer();
        writing.accept(batch);
        return batch.toString(UTF_8);
    }

    private static String shown(String type, String json) {
        Rendered rendered = EVENTS.of(entry(type, json));
        return rendered.event() + " " + new String(rendered.json(), UTF_8);
    }

    private static TailEntry entry(String type, String json) {
        return new TailEntry(1, Samples.ORDERS, Roles.NONE, type, null, null, json.getBytes(UTF_8));
    }
}
