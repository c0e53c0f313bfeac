package io.logcast.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.field.InvalidField;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {

    private static final NodeKey GATEWAY = new NodeKey("k7f3a9x2");

    @Test
    void nodeKey_random_isAnother() {
        assertThat(NodeKey.random()).isNotEqualTo(NodeKey.random());
        assertThat(NodeKey.random().value()).matches("[a-z0-9]{8}");
    }

    @ParameterizedTest
    @CsvSource({"k7f3a9x2~XHg0-_secret, k7f3a9x2", "abcd~, abcd", "abcdefghijklmnop~x, abcdefghijklmnop"})
    void nodeKey_ofSession_isWhatStandsBeforeTheTilde(String sid, String key) {
        assertThat(NodeKey.ofSession(sid)).contains(new NodeKey(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "abc~x", "ABCD~x", "abcdefghijklmnopq~x", "abcd", "10.0.0.1:80~x", "ab d~x"})
    void nodeKey_ofAnythingElse_isNone(String sid) {
        assertThat(NodeKey.ofSession(sid)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gateway-1:8080, gateway-1, 8080", "10.1.0.7:1, 10.1.0.7, 1", "[fe80::1]:65535, fe80::1, 65535"})
    void address_isHostAndPort(String text, String host, int port) {
        assertThat(Address.parse("address", text)).isEqualTo(new Address(host, port));
        assertThat(new Address(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"host", ":80", "host:", "host:0", "host:65536", "host:-1", "fe80::1:80", "a/b:80", "a@b:80"})
    void address_thatIsNone_isRefusedByTheNameOfItsField(String text) {
        assertThatThrownBy(() -> Address.parse("logcast.gateway.advertised", text))
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith("logcast.gateway.advertised must ");
    }

    @Test
    void beat_comesBackAsItWas() throws Exception {
        Beat beat = new Beat(new Address("10.1.0.7", 8080), Instant.parse("2026-11-21T08:30:00Z"), 17);

        assertThat(Beat.decode(beat.encode())).isEqualTo(beat);
    }

    @ParameterizedTest
    @MethodSource("notes")
    void note_comesBackAsItWas(SessionNote note) throws Exception {
        assertThat(SessionNoteCodec.decode(SessionNoteCodec.encode(note))).isEqualTo(note);
    }

    static Stream<SessionNote> notes() {
        return Stream.of(
                new SessionNote.Claim(GATEWAY, 1, SessionNote.NONE),
                new SessionNote.Rooms(GATEWAY, 9_000_000_000L, Set.of("b", "a", "Ω")),
                new SessionNote.Rooms(GATEWAY, 0, Set.of()),
                new SessionNote.Over(GATEWAY, 7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kind\":\"claim\",\"gateway\":\"abcd\",\"after\":-1}",
                "{\"kind\":\"claim\",\"gateway\":\"abcd\",\"after\":-2,\"number\":1}",
                "{\"kind\":\"claim\",\"gateway\":\"a\",\"after\":-1,\"number\":1}",
                "{\"kind\":\"claim\",\"gateway\":\"abcd\",\"after\":1.5,\"number\":1}",
                "{\"kind\":\"theft\",\"gateway\":\"abcd\",\"after\":-1}",
                "[]"
            })
    void note_thatIsNone_isRefused(String json) {
        assertThatThrownBy(() -> SessionNoteCodec.decode(json.getBytes(UTF_8))).isInstanceOf(InvalidField.class);
    }
}
