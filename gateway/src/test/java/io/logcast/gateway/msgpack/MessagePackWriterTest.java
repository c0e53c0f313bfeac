package io.logcast.gateway.msgpack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessagePackWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0,127,128,255,256,65535,65536,4294967295,4294967296,9223372036854775807,18446744073709551615]",
                "[-1,-32,-33,-128,-129,-32768,-32769,-2147483648,-2147483649,-9223372036854775808]",
                "[1.5,-0.001,true,false,null,\"\",\"€\"]",
                "{\"b\":{\"c\":[]},\"a\":{}}",
            })
    void value_comesBackAsItWas(String json) throws Exception {
        JsonNode value = Json.parse(json.getBytes(UTF_8));

        assertThat(new String(Json.bytes(MessagePackReader.read(MessagePackWriter.bytes(value))), UTF_8))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 16, 31, 32, 255, 256, 65_535, 65_536})
    void sizes_comeBackAsTheyWere(int size) throws Exception {
        ArrayNode value = JsonNodeFactory.instance.arrayNode();
        value.add("x".repeat(size)).add(new byte[size]);
        ArrayNode array = value.addArray();
        ObjectNode object = value.addObject();
        for (int i = 0; i < size; i++) {
            array.add(i);
            object.put("k" + i, i);
        }

        JsonNode read = MessagePackReader.read(MessagePackWriter.bytes(value));

        assertThat(read.get(0)).isEqualTo(value.get(0));
        assertThat(read.get(1).binaryValue()).hasSize(size);
        assertThat(read.get(2)).isEqualTo(array);
        assertThat(read.get(3)).isEqualTo(object);
    }

    /** Of @socket.io/redis-adapter 8.3: {@code io.emit('ev', 'x', 1)}. */
    @Test
    void packet_hasTheBytesThatNodeWrites() throws Exception {
        String json =
                "[\"73XBuz\",{\"type\":2,\"data\":[\"ev\",\"x\",1],\"nsp\":\"/\"},{\"rooms\":[],\"except\":[],\"flags\":{}}]";

        assertThat(HexFormat.of().formatHex(MessagePackWriter.bytes(Json.parse(json.getBytes(UTF_8)))))
                .isEqualTo("93a637335842757a83a47479706502a46461746193a26576a17801a36e7370a12f83a5726f6f6d7390"
                        + "a665786365707490a5666c61677380");
    }
}
