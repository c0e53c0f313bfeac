package io.logcast.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SocketIoConversationTest {

    private static final String HEAD = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
    private static final String EVENT = "42[\"m\",{\"n\":7,\"t\":99,\"pad\":\"" + "x".repeat(150) + "\"}]";

    @Test
    void frames_splitAnywhere_openAnswerAndCount() {
        String stream = HEAD
                + frame("0{\"sid\":\"a\"}")
                + frame("40{\"sid\":\"b\"}")
                + frame(EVENT)
                + frame("2")
                + frame(EVENT);
        for (int size = 1; size <= stream.length(); size++) {
            // Given
            List<String> heard = new ArrayList<>();
            // When
            SocketIoConversation conversation = read(stream, size, heard);
            // Then
            assertThat(heard.stream().filter("7@99"::equals))
                    .as("in pieces of %d bytes", size)
                    .hasSize(2);
            assertThat(conversation.isEstablished()).isTrue();
        }
    }

    @Test
    void frames_oneByOne_areAnsweredAsEngineIoWants() {
        List<String> heard = new ArrayList<>();
        read(HEAD + frame("0{\"sid\":\"a\"}") + frame("40{\"sid\":\"b\"}") + frame("2"), 1, heard);
        assertThat(heard).containsExactly("sent 40", "sent 3");
    }

    private static SocketIoConversation read(String stream, int size, List<String> heard) {
        SocketIoConversation conversation =
                new SocketIoConversation(new SocketIoProtocol(LoadSettings.to(1, "/", 1)), 0);
        byte[] bytes = stream.getBytes(ISO_8859_1);
        for (int at = 0; at < bytes.length; at += size) {
            int count = Math.min(size, bytes.length - at);
            conversation.take(ByteBuffer.wrap(bytes, at, count).slice(), count, new Heard(heard));
            ByteBuffer answer = conversation.answer();
            if (answer != null) {
                heard.add("sent " + UTF_8.decode(answer.position(6)));
            }
        }
        return conversation;
    }

    private static String frame(String text) {
        int length = text.length();
        String size =
                length < 126 ? "" + (char) length : "" + (char) 126 + (char) (length >> 8) + (char) (length & 0xff);
        return (char) 0x81 + size + text;
    }

    private record Heard(List<String> words) implements EventSink {

        @Override
        public void delivery(long number, long sent) {
            words.add(number + "@" + sent);
        }

        @Override
        public void notice(String event, String data) {
            words.add(event + " " + data);
        }
    }
}
