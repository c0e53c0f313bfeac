package io.logcast.gateway.profile.acceleratxr.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PushRequestTest {

    @Test
    void channels_areOneOrSeveral_eachOnce() {
        assertThat(channels("\"a\"")).containsExactly("a");
        assertThat(channels("[\"b\",\"a\",\"b\"]")).containsExactly("b", "a");
        assertThat(channels("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "{}", "[\"a\",7]", "[[\"a\"]]"})
    void data_thatIsNeither_isRefused(String data) {
        assertThat(request("{\"type\":\"SUBSCRIBE\",\"data\":" + data + "}").channels())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[]", "7", "null", "{\"type\":{}}", "{\"type\":\"a\"} {}"})
    void nonsense_hasNoType(String text) {
        assertThat(request(text).type()).isEmpty();
    }

    @Test
    void id_comesBack_whateverItIs() {
        assertThat(answer("{\"id\":7}"))
                .isEqualTo("{\"id\":7,\"type\":\"SUBSCRIBED\",\"success\":true,\"data\":[\"a\"]}");
        assertThat(answer("{\"id\":\"x\"}")).startsWith("{\"id\":\"x\",");
        assertThat(answer("{\"id\":null}")).startsWith("{\"id\":null,");
        assertThat(answer("{}")).startsWith("{\"type\":");
    }

    @Test
    void answers_areThoseOfTheLibrary() {
        PushRequest asked = request("{\"id\":1}");

        assertThat(text(PushAnswer.loggedIn(asked.id())))
                .isEqualTo("{\"id\":1,\"type\":\"LOGIN_RESPONSE\",\"success\":true}");
        assertThat(text(PushAnswer.notLoggedIn(asked.id())))
                .isEqualTo("{\"id\":1,\"type\":\"LOGIN_RESPONSE\",\"success\":false,"
                        + "\"data\":\"Invalid or missing authentication token.\"}");
        assertThat(text(PushAnswer.unsubscribed(asked.id(), Set.of("a"))))
                .isEqualTo("{\"id\":1,\"type\":\"UNSUBSCRIBED\",\"success\":true,\"data\":[\"a\"]}");
        assertThat(text(PushAnswer.error(request("x").id(), "why")))
                .isEqualTo("{\"id\":0,\"type\":\"ERROR\",\"success\":false,\"data\":\"why\"}");
    }

    private static String answer(String asked) {
        return text(PushAnswer.subscribed(request(asked).id(), List.of("a")));
    }

    private static Set<String> channels(String data) {
        return request("{\"type\":\"SUBSCRIBE\",\"data\":" + data + "}")
                .channels()
                .orElseThrow();
    }

    private static PushRequest request(String text) {
        return PushRequest.read(text.getBytes(UTF_8));
    }

    private static String text(byte[] json) {
        return new String(json, UTF_8);
    }
}
