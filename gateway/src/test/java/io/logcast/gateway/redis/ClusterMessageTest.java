package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.gateway.msgpack.MessagePackWriter;
import io.logcast.json.Json;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterMessageTest {

    /** What @socket.io/redis-adapter 8.3 publishes for {@code io.of("/shard").to("u1").emit("one", 1)}. */
    private static final String SHARDED =
            "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"one\",1]},\"opts\":{\"rooms\":[\"u1\"],\"except\":[],"
                    + "\"flags\":{}}},\"uid\":\"fbfb7dfacd96241f\",\"nsp\":\"/shard\"}";

    private static final String DATA = "{'packet':{'type':2,'data':['m',1]},'opts':{'rooms':['a','b'],'except':['c'],"
            + "'flags':{'volatile':true}}}";

    @Test
    void message_ofAShardedChannel_isRead() throws Exception {
        ClusterMessage message = ClusterMessage.read(SHARDED.getBytes(UTF_8));

        assertThat(message.type()).isEqualTo(ClusterMessage.Type.BROADCAST);
        assertThat(message.uid()).isEqualTo("fbfb7dfacd96241f");
        assertThat(message.question()).isEmpty();
        assertThat(message.packet().selector().toString())
                .isEqualTo("Selector[namespace=/shard, rooms=[u1], except=[]]");
        assertThat(message.packet().event()).hasToString("[\"one\",1]");
    }

    @Test
    void message_withBytes_isMessagePack() throws Exception {
        JsonNode json = Json.parse(SHARDED.getBytes(UTF_8));
        ((ArrayNode) json.at("/data/packet/data")).add(new byte[] {1, 2, 3});

        ClusterMessage message = ClusterMessage.read(MessagePackWriter.bytes(json));

        assertThat(message.packet().event().get(2).binaryValue()).containsExactly(1, 2, 3);
    }

    @Test
    void entry_ofAStream_isRead() throws Exception {
        Emitted packet = ClusterMessage.read(entry("/axr", "3", quoted(DATA))).packet();

        assertThat(packet.namespace()).isEqualTo("/axr");
        assertThat(packet.rooms()).containsExactly("a", "b");
        assertThat(packet.except()).containsExactly("c");
        assertThat(packet.isVolatile()).isTrue();
        assertThat(packet.event()).hasToString("[\"m\",1]");
    }

    /** {@code io.of("/axr").emit("bin", Buffer.from([1, 2, 3]))} of @socket.io/redis-streams-adapter 0.3.1. */
    @Test
    void entry_withBytes_isMessagePackInBase64() throws Exception {
        String hex = "82a67061636b657482a47479706502a46461746192a362696ec403010203"
                + "a46f70747383a5726f6f6d7390a665786365707490a5666c61677380";
        String data = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));

        Emitted packet = ClusterMessage.read(entry("/axr", "3", data)).packet();

        assertThat(packet.event().get(1).binaryValue()).containsExactly(1, 2, 3);
        assertThat(packet.rooms()).isEmpty();
    }

    @Test
    void entry_withoutData_isAHeartbeat() throws Exception {
        assertThat(ClusterMessage.read(entry("/", "2", null)).type()).isEqualTo(ClusterMessage.Type.HEARTBEAT);
        assertThat(ClusterMessage.read(entry("/", "99", null)).type()).isEqualTo(ClusterMessage.Type.UNKNOWN);
        assertThat(ClusterMessage.read(entry("/", "x", null)).type()).isEqualTo(ClusterMessage.Type.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[1]", "###", "AQID", "", "{'packet':{'type':2,'data':['m']}}", "{'packet':7,'opts':{}}"})
    void entry_thatIsNotUnderstood_isUnreadable(String data) {
        assertThatThrownBy(() ->
                        ClusterMessage.read(entry("/axr", "3", quoted(data))).packet())
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void entry_ofSomethingElse_isUnreadable() {
        assertThatThrownBy(() -> ClusterMessage.read(Map.of("order", "7"))).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "x", "{'type':3}", "{'type':3,'nsp':7}", "{'type':3,'nsp':'/','data':[]}"})
    void message_thatIsNotUnderstood_isUnreadable(String message) {
        assertThatThrownBy(() -> ClusterMessage.read(quoted(message).getBytes(UTF_8)))
                .isInstanceOf(Unreadable.class);
    }

    private static Map<String, String> entry(String namespace, String type, String data) {
        Map<String, String> fields = new HashMap<>(Map.of("uid", "0123456789abcdef", "nsp", namespace, "type", type));
        if (data != null) {
            fields.put("data", data);
        }
        return fields;
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }
}
