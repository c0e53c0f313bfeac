package io.logcast.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class PollingConversationTest {

    private final Heard heard = new Heard(new ArrayList<>());
    private final PollingConversation conversation =
            new PollingConversation(SocketIoProtocol.overPolling(LoadSettings.to(1, "/socket.io/?c={c}", 1)), 0);

    @Test
    void handshake_isFollowedByAPostAndPolls() {
        assertThat(text(conversation.request())).startsWith("GET /socket.io/?c=0&EIO=4&transport=polling HTTP/1.1\r\n");
        assertThat(after("0{\"sid\":\"a\"}"))
                .startsWith("POST /socket.io/?c=0&EIO=4&transport=polling&sid=a HTTP/1.1\r\n")
                .endsWith("\r\n\r\n40");
        assertThat(after("ok")).startsWith("GET /socket.io/?c=0&EIO=4&transport=polling&sid=a HTTP/1.1\r\n");
        assertThat(after("40{\"sid\":\"b\",\"pid\":\"p\"}")).startsWith("GET ");
        assertThat(conversation.isEstablished()).isTrue();
    }

    @Test
    void answer_ofSeveralPackets_isTakenApart() {
        // Given
        after("0{\"sid\":\"a\"}");
        after("ok");
        // When
        String next = after("40{\"sid\":\"b\",\"pid\":\"p\"}\u001e42[\"m\",{\"n\":1,\"t\":9},\"x\"]\u001e2"
                + "\u001e42[\"m\",{\"n\":2,\"t\":9},\"y\"]");
        // Then
        assertThat(heard.words()).containsExactly("1@9", "2@9");
        assertThat(conversation.lastId()).isEqualTo("y");
        assertThat(next).startsWith("POST ").endsWith("\r\n\r\n3");
    }

    @Test
    void refusal_endsIt() {
        byte[] gone = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8);
        assertThatThrownBy(() -> conversation.take(ByteBuffer.wrap(gone), gone.length, heard))
                .hasMessageContaining("400");
    }

    /** What is sent next, after a response that comes byte by byte. */
    private String after(String body) {
        byte[] response = ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes(UTF_8);
        for (byte each : response) {
            conversation.take(ByteBuffer.wrap(new byte[] {each}), 1, heard);
        }
        return text(conversation.answer());
    }

    private static String text(ByteBuffer request) {
        return UTF_8.decode(request).toString();
    }
}
