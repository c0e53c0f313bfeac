package io.logcast.gateway.profile.ssenotify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ \"b\" : 1, \"a\" : [ ] }      | {\"a\":[],\"b\":1}",
                "{\"z\":{\"b\":{},\"a\":null}}   | {\"z\":{\"a\":null,\"b\":{}}}",
                "[1.50,-0,1e3,true,\"x\"]        | [1.50,0,1E+3,true,\"x\"]",
                "{\"ｚ\":1,\"😀\":2,\"é\":3,\"a\":4} | {\"a\":4,\"é\":3,\"ｚ\":1,\"😀\":2}",
                "\"<script>&\"                   | \"\\u003cscript\\u003e\\u0026\"",
                "\"\\u2028\\u2029\"              | \"\\u2028\\u2029\"",
                "\"\\b\\f\\n\\r\\t\\u0001\\u007f\\/\\\\\\\"'\" | \"\\b\\f\\n\\r\\t\\u0001\u007f/\\\\\\\"'\"",
            })
    void maps_areWrittenAsGoWritesThem(String json, String written) throws MalformedJson {
        assertThat(GoJson.ofMaps(parse(json))).isEqualTo(written);
    }

    @Test
    void structs_keepTheirOrder() throws MalformedJson {
        assertThat(GoJson.ofStructs(parse("{\"id\":\"<\",\"created_at\":1,\"a\":{\"b\":1,\"a\":2}}")))
                .isEqualTo("{\"id\":\"\\u003c\",\"created_at\":1,\"a\":{\"b\":1,\"a\":2}}");
    }

    private static JsonNode parse(String json) throws MalformedJson {
        return Json.parse(json.getBytes(UTF_8));
    }
}
