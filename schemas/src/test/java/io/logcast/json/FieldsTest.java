package io.logcast.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void nullMember_countsAsAbsent_exceptForAny() throws Exception {
        Fields fields = fields("{\"a\":null}");

        assertThat(fields.has("a")).isFalse();
        assertThat(fields.text("a")).isNull();
        assertThat(fields.flag("a")).isFalse();
        assertThat(fields.object("a")).isNull();
        assertThat(fields.texts("a")).isEmpty();
        assertThat(fields.any("a").isNull()).isTrue();
        assertThat(fields.any("b")).isNull();
    }

    @Test
    void wrongType_isRefusedByName() throws Exception {
        Fields fields = fields("{\"a\":1,\"list\":[\"x\",2]}");

        assertThatThrownBy(() -> fields.text("a")).hasMessage("a must be a string");
        assertThatThrownBy(() -> fields.flag("a")).hasMessage("a must be true or false");
        assertThatThrownBy(() -> fields.object("a")).hasMessage("a must be a JSON object");
        assertThatThrownBy(() -> fields.texts("a")).hasMessage("a must be an array");
        assertThatThrownBy(() -> fields.texts("list")).hasMessage("list[1] must be a string");
    }

    @Test
    void only_unknownMember_isRefusedAndTheKnownAreNamed() throws Exception {
        Fields fields = fields("{\"nmae\":\"x\"}");

        assertThatThrownBy(() -> fields.only(Set.of("name", "id"))).hasMessage("nmae is not known; known are id, name");
    }

    private static Fields fields(String json) throws MalformedJson {
        return Fields.of("body", Json.parse(json.getBytes(UTF_8)));
    }
}
