package io.logcast.gateway.profile.flasksse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PythonJsonTest {

    /** What {@code json.dumps(json.loads(…), sort_keys=True)} of Python 3.11 prints. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"b":[],"a":{},"":null}                     | {"": null, "a": {}, "b": []}
            [1,-0,12345678901234567890123,true,false]   | [1, 0, 12345678901234567890123, true, false]
            [1.0,1.10,0.0,0.1e1,100.0,1e3]              | [1.0, 1.1, 0.0, 1.0, 100.0, 1000.0]
            [0.0001,0.00001,1e15,1e16,1e20,1.5e300]     | [0.0001, 1e-05, 1000000000000000.0, 1e+16, 1e+20, 1.5e+300]
            [2e-323,5e-324,1e23,9007199254740993.0]     | [2e-323, 5e-324, 1e+23, 9007199254740992.0]
            [1e999,-1e999,0.30000000000000004]          | [Infinity, -Infinity, 0.30000000000000004]
            "\\u007f\\u001f\\t\\"\\\\/é€😀"             | "\\u007f\\u001f\\t\\"\\\\/\\u00e9\\u20ac\\ud83d\\ude00"
            {"\\ufb00":1,"😀":2}                         | {"\\ufb00": 1, "\\ud83d\\ude00": 2}
            """)
    void json_isPrintedAsPythonPrintsIt(String read, String printed) throws Exception {
        assertThat(PythonJson.dumps(Json.parse(read.getBytes(UTF_8)))).isEqualTo(printed);
    }
}
