package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.gateway.msgpack.MessagePackWriter;
import io.logcast.json.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmittedReaderTest {

    /** Bytes as Base64. */
    private static final Map<String, Expected> EXPECTED = Map.ofEntries(
            expect("of(/axr).to(allusers).emit(msg,{a:1})", "/axr", Set.of("allusers"), "[\"msg\",{\"a\":1}]"),
            expect("emit(msg,\"x\") no room default nsp", "/", Set.of(), "[\"msg\",\"x\"]"),
            expect("to(r1).to(r2).emit(msg)", "/", Set.of("r1", "r2"), "[\"msg\"]"),
            expect("volatile to(r1)", "/", Set.of("r1"), "[\"msg\",1]"),
            expect("of(\"axr\") no slash", "/axr", Set.of(), "[\"m\"]"),
            expect("binary", "/", Set.of(), "[\"b\",\"AQID\"]"),
            expect("nested binary", "/", Set.of(), "[\"b\",{\"x\":\"AQID\"}]"),
            expect("date", "/", Set.of(), "[\"d\",\"2020-09-13T12:26:40.000Z\"]"),
            expect("numbers", "/", Set.of(), "[\"n\",-1,255,65536,1.5,4294967296,-2147483649,true,null,null]"),
            expect("numeric room", "/", Set.of("42"), "[\"n\"]"),
            expect("custom key", "/", Set.of("r"), "[\"k\"]"),
            expect("except", "/axr", Set.of("a", "b"), "[\"msg\",1]"),
            expect("compress", "/axr", Set.of(), "[\"z\"]"));

    static List<Emitters.Published> published() throws IOException {
        return Emitters.all();
    }

    @ParameterizedTest
    @MethodSource("published")
    void packet_ofAnyVersion_isReadAsItWasMeant(Emitters.Published published) throws Exception {
        Expected expected = EXPECTED.get(published.call());

        Emitted packet = EmittedReader.read(published.message());

        assertThat(packet.uid()).isEqualTo("emitter");
        assertThat(packet.namespace()).isEqualTo(expected.namespace);
        assertThat(packet.rooms()).isEqualTo(expected.rooms);
        assertThat(packet.except()).isEqualTo(published.call().equals("except") ? Set.of("c") : Set.of());
        assertThat(new String(Json.bytes(packet.event()), UTF_8)).isEqualTo(expected.event);
        assertThat(packet.isVolatile()).isEqualTo(published.call().startsWith("volatile"));
    }

    @Test
    void bytes_areBinary_whateverTheVersion() throws Exception {
        for (Emitters.Published published : Emitters.all()) {
            if (published.call().equals("binary")) {
                assertThat(EmittedReader.read(published.message())
                                .event()
                                .get(1)
                                .binaryValue())
                        .as(published.toString())
                        .containsExactly(1, 2, 3);
            }
        }
    }

    @Test
    void packet_inJsonText_isReadToo() throws Exception {
        Emitted packet =
                json("['emitter',{'type':2,'data':['m',{'a':1}],'nsp':'/'},{'rooms':['x'],'flags':{},'except':[]}]");

        assertThat(packet.rooms()).containsExactly("x");
        assertThat(packet.event().get(1).get("a").intValue()).isEqualTo(1);
    }

    @Test
    void packet_withoutNamespaceAndOptions_isForEverybodyInTheRoot() throws Exception {
        Emitted packet = json("['emitter',{'type':2,'data':['m']},{}]");

        assertThat(packet.namespace()).isEqualTo("/");
        assertThat(packet.rooms()).isEmpty();
        assertThat(packet.except()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "['emitter',{'type':2,'data':['m'],'nsp':'/'}]",
                "['emitter',null,{}]",
                "['emitter',{'type':2,'data':[],'nsp':'/'},{}]",
                "['emitter',{'type':2,'data':{},'nsp':'/'},{}]",
                "['emitter',{'type':2,'data':[{}],'nsp':'/'},{}]",
                "['emitter',{'type':1,'data':['m'],'nsp':'/'},{}]",
                "['emitter',{'data':['m'],'nsp':'/'},{}]",
                "['emitter',{'type':2,'data':['m'],'nsp':7},{}]",
                "['emitter',{'type':2,'data':['m'],'nsp':'/'},{'rooms':'x'}]",
                "['emitter',{'type':2,'data':['m'],'nsp':'/'},{'rooms':[null]}]",
                "['emitter',{'type':2,'data':['m'],'nsp':'/'},{'rooms':[['x']]}]",
                "['emitter',{'type':2,'data':['m'],'nsp':'/'},{'except':[true]}]",
                "['emitter',{'type':2,'data':['disconnect'],'nsp':'/'},{}]",
            })
    void packet_thatIsNotUnderstood_isUnreadable(String packet) throws Exception {
        JsonNode node = Json.parse(quoted(packet));

        assertThatThrownBy(() -> json(packet)).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> EmittedReader.read(MessagePackWriter.bytes(node)))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void packet_withMoreAttachmentsThanClientsTake_isUnreadable() throws Exception {
        assertThat(EmittedReader.read(withAttachments(10)).event()).hasSize(11);
        assertThatThrownBy(() -> EmittedReader.read(withAttachments(11))).hasMessageContaining("attachments");
    }

    @Test
    void packet_thatIsTruncated_isUnreadable() throws Exception {
        for (Emitters.Published published : Emitters.all()) {
            for (int length = 0; length < published.message().length; length++) {
                byte[] part = Arrays.copyOf(published.message(), length);
                assertThatThrownBy(() -> EmittedReader.read(part)).isInstanceOf(Unreadable.class);
            }
        }
    }

    private static byte[] withAttachments(int count) throws Exception {
        JsonNode packet = Json.parse(quoted("['emitter',{'type':2,'data':['m'],'nsp':'/'},{}]"));
        for (int i = 0; i < count; i++) {
            ((ArrayNode) packet.get(1).get("data")).add(new byte[1]);
        }
        return MessagePackWriter.bytes(packet);
    }

    private static Emitted json(String text) throws Unreadable {
        return EmittedReader.read(quoted(text));
    }

    private static byte[] quoted(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private static Map.Entry<String, Expected> expect(String call, String namespace, Set<String> rooms, String event) {
        return Map.entry(call, new Expected(namespace, rooms, event));
    }

    private record Expected(String namespace, Set<String> rooms, String event) {}
}
