package io.logcast.gateway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.Samples;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.stream.Roles;
import org.junit.jupiter.api.Test;

final class ShownTest {

    @Test
    void envelope_isItsPayload() {
        Shown shown = shown("shop:paid", """
                {"id":"1","tenant":"acme","namespace":"shop","name":"paid","timestamp":"2026-11-21T08:30:00Z","payload":[1.50]}""");

        assertThat(shown.namespace()).isEqualTo("shop");
        assertThat(shown.name()).isEqualTo("paid");
        assertThat(shown.time()).isEqualTo("2026-11-21T08:30:00Z");
        assertThat(shown.data()).hasToString("[1.50]");
    }

    @Test
    void mappedDelivery_isShownWhole() {
        String json = "{\"tenant\":\"acme\",\"namespace\":\"shop\",\"name\":\"paid\",\"total\":5}";

        assertThat(shown("shop:paid", json).data()).hasToString(json);
    }

    @Test
    void packet_isItsNameAndItsArguments() {
        assertThat(shown(null, "[\"hello\",{\"a\":1}]").name()).isEqualTo("hello");
        assertThat(shown(null, "[\"hello\",{\"a\":1}]").data()).hasToString("{\"a\":1}");
        assertThat(shown(null, "[\"hello\",1,2]").data()).hasToString("[1,2]");
        assertThat(shown(null, "[\"hello\"]").data()).hasToString("null");
    }

    @Test
    void whateverElseLiesThere_isShownToo() {
        assertThat(shown(null, "[]").name()).isEqualTo("message");
        assertThat(shown(null, "{\"a\":1}").data()).hasToString("{\"a\":1}");
        assertThat(shown("a:b", "not json").data()).hasToString("\"not json\"");
        assertThat(shown("odd", "1").name()).isEqualTo("odd");
        assertThat(shown(null, "[\"two\\nlines\"]").name()).isEqualTo("twolines");
    }

    private static Shown shown(String type, String json) {
        return Shown.of(new TailEntry(1, Samples.ORDERS, Roles.NONE, type, null, null, json.getBytes(UTF_8)));
    }
}
