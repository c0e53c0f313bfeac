package io.logcast.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class SseParserTest {

    private static final String STREAM = """
            HTTP/1.1 200 OK\r
            transfer-encoding: chunked\r
            \r
            19\r
            retry: 2000
            id: k3:7-10

            \r
            30\r
            id: k3:7-11
            data: {"n":10,"t":77,"pad":"xxxx"}

            \r
            60\r
            id: k3:7-12
            data: {"n":11,"t":78,"pad":"xxxx"}

            id: k3:7-13
            data: {"n":12,"t":79,"pad":"xxxx"}

            \r
            c\r
            : heartbeat
            \r
            3d\r
            event: logcast.close
            data: {"reason":"stalled","n":5,"t":6}

            \r
            """;

    @Test
    void stream_readAtOnce_givesDeliveriesAndNotices() {
        // Given
        Heard heard = new Heard(new ArrayList<>());
        // When
        SseConversation conversation = read(STREAM.length(), heard);
        // Then
        assertThat(heard.words())
                .containsExactly("10@77", "11@78", "12@79", "logcast.close {\"reason\":\"stalled\",\"n\":5,\"t\":6}");
        assertThat(conversation.lastId()).isEqualTo("k3:7-13");
        assertThat(conversation.isEstablished()).isTrue();
    }

    @Test
    void stream_splitAnywhere_givesTheSame() {
        Heard whole = new Heard(new ArrayList<>());
        read(STREAM.length(), whole);
        for (int size = 1; size < 80; size++) {
            // Given
            Heard heard = new Heard(new ArrayList<>());
            // When
            SseConversation conversation = read(size, heard);
            // Then
            assertThat(heard.words()).as("in pieces of %d bytes", size).isEqualTo(whole.words());
            assertThat(conversation.lastId()).isEqualTo("k3:7-13");
        }
    }

    @Test
    void conversation_cutInTheMiddleOfAnEvent_beginsAnewFromTheLastCompleteId() {
        // Given
        Heard heard = new Heard(new ArrayList<>());
        SseConversation conversation = read(STREAM.indexOf("k3:7-12") + 3, heard);
        // When
        conversation.ended();
        String request = UTF_8.decode(conversation.again().request()).toString();
        // Then
        assertThat(request).contains("Last-Event-ID: k3:7-11\r\n");
        assertThat(conversation.isEstablished()).isFalse();
    }

    /** In pieces of that size; the first one only, if it does not divide the stream into several. */
    private static SseConversation read(int size, Heard heard) {
        SseConversation conversation = new SseConversation(new SseProtocol(LoadSettings.to(1, "/", 1)), 0);
        byte[] bytes = STREAM.getBytes(UTF_8);
        int end = size < 80 ? bytes.length : size;
        for (int at = 0; at < end; at += size) {
            int count = Math.min(size, end - at);
            conversation.take(ByteBuffer.wrap(bytes, at, count).slice(), count, heard);
        }
        return conversation;
    }
}
