package io.logcast.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class WebSocketConversationTest {

    private static final String HEAD = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
    private static final String OPEN = frame("0{\"sid\":\"a\"}");
    private static final String CONNECTED = frame("40/bench,{\"sid\":\"b\",\"pid\":\"p\"}");
    private static final String PING = frame("2");

    private final Heard heard = new Heard(new ArrayList<>());
    private final WebSocketConversation conversation = new WebSocketConversation(
            SocketIoProtocol.overWebSocket(
                    LoadSettings.to(1, "/socket.io/?stream=s{c}", 1).with("namespace", "/bench")),
            0);

    @Test
    void frames_splitAnywhere_openAnswerAndCount() {
        String stream = OPEN + CONNECTED + event(7, 150, "k3:7-1") + PING + event(8, 1, "k3:7-2");
        for (int size = 1; size <= stream.length(); size++) {
            // When
            conversation.again();
            heard.words().clear();
            read(HEAD + stream, size);
            // Then
            assertThat(heard.words())
                    .as("in pieces of %d bytes", size)
                    .filteredOn(word -> word.contains("@"))
                    .containsExactly("7@99", "8@99");
            assertThat(conversation.isEstablished()).isTrue();
            assertThat(conversation.lastId()).isEqualTo("k3:7-2");
        }
    }

    @Test
    void frames_oneByOne_areAnsweredAsEngineIoWants() {
        read(HEAD + OPEN + CONNECTED + PING, 1);
        assertThat(heard.words()).containsExactly("sent 40/bench,", "sent 3");
    }

    @Test
    void request_isAnUpgradeOfItsOwnChannel() {
        assertThat(UTF_8.decode(conversation.request()).toString())
                .startsWith("GET /socket.io/?stream=s0&EIO=4&transport=websocket HTTP/1.1\r\n");
    }

    @Test
    void return_afterEvents_tellsSessionAndLastOffset() {
        // Given
        read(HEAD + OPEN + CONNECTED + event(1, 50, "k3:7-1") + event(2, 50, "k3:7-2"), 64);
        // When
        conversation.ended();
        conversation.again();
        read(HEAD + OPEN + event(3, 50, "k3:7-3") + CONNECTED, 1);
        // Then
        assertThat(heard.words())
                .contains("sent 40/bench,{\"pid\":\"p\",\"offset\":\"k3:7-2\"}", "3@99", "recovered true");
    }

    @Test
    void return_beforeAnyEvent_tellsTheSessionOnly() {
        read(HEAD + OPEN + CONNECTED, 64);
        conversation.ended();
        conversation.again();
        read(HEAD + OPEN, 1);
        assertThat(heard.words()).contains("sent 40/bench,{\"pid\":\"p\"}");
    }

    @Test
    void return_inTheMiddleOfAnEvent_tellsTheOneBefore() {
        String half = event(2, 50, "k3:7-2");
        read(HEAD + OPEN + CONNECTED + event(1, 50, "k3:7-1") + half.substring(0, half.length() - 1), 64);
        conversation.ended();
        assertThat(conversation.lastId()).isEqualTo("k3:7-1");
    }

    /** As socket.io-client, which holds back what comes before. */
    @Test
    void return_cutBeforeItWasAccepted_tellsTheSameOffsetAgain() {
        // Given
        read(HEAD + OPEN + CONNECTED + event(1, 50, "k3:7-1"), 64);
        conversation.ended();
        conversation.again();
        // When
        read(HEAD + OPEN + event(2, 50, "k3:7-2"), 64);
        conversation.ended();
        // Then
        assertThat(conversation.lastId()).isEqualTo("k3:7-1");
    }

    @Test
    void return_toAnotherSession_isNotRecovered() {
        read(HEAD + OPEN + CONNECTED, 64);
        conversation.ended();
        conversation.again();
        read(HEAD + OPEN + frame("40/bench,{\"sid\":\"b\",\"pid\":\"other\"}"), 64);
        assertThat(heard.words()).contains("recovered false");
    }

    @Test
    void event_ofTheServer_isANotice() {
        read(HEAD + OPEN + CONNECTED + frame("42/bench,[\"logcast.gap\",{},\"k3:7-9\"]"), 3);
        assertThat(heard.words()).contains("event /bench,[\"logcast.gap\",{},\"k3:7-9\"]");
        assertThat(conversation.lastId()).isEqualTo("k3:7-9");
    }

    @Test
    void refusal_isForGood() {
        assertThatThrownBy(() -> read(HEAD + OPEN + frame("44/bench,{\"message\":\"no\"}"), 64))
                .isInstanceOf(Dismissed.class)
                .hasMessageContaining("no");
    }

    @Test
    void closeFrame_endsTheConversation() {
        byte[] bytes = (HEAD + OPEN + "\u0088\u0000").getBytes(ISO_8859_1);
        assertThat(conversation.take(ByteBuffer.wrap(bytes), bytes.length, heard))
                .isFalse();
    }

    private void read(String stream, int size) {
        byte[] bytes = stream.getBytes(ISO_8859_1);
        for (int at = 0; at < bytes.length; at += size) {
            int count = Math.min(size, bytes.length - at);
            conversation.take(ByteBuffer.wrap(bytes, at, count).slice(), count, heard);
            heard.sent(conversation.answer());
        }
    }

    private static String event(int number, int padding, String offset) {
        return frame("42/bench,[\"bench:made\",{\"n\":" + number + ",\"t\":99,\"pad\":\"" + "x".repeat(padding)
                + "\"},\"" + offset + "\"]");
    }

    private static String frame(String text) {
        int length = text.length();
        String size =
                length < 126 ? "" + (char) length : "" + (char) 126 + (char) (length >> 8) + (char) (length & 0xff);
        return (char) 0x81 + size + text;
    }
}
