package io.logcast.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class LinesTest {

    @Test
    void end_wherever_isFound() {
        for (int length = 0; length < 40; length++) {
            for (int feed = 0; feed <= length; feed++) {
                // Given
                ByteBuffer in = ByteBuffer.allocateDirect(length);
                fill(in, feed);
                // When
                int end = Lines.end(in, 0, length);
                // Then
                assertThat(end).as("%d bytes, feed at %d", length, feed).isEqualTo(feed);
            }
        }
    }

    /** Bytes that the trick with eight of them at a time could take for a feed. */
    private static void fill(ByteBuffer in, int feed) {
        for (int i = 0; i < in.capacity(); i++) {
            in.put(i, i == feed ? (byte) '\n' : (byte) (i % 2 == 0 ? 0x0B : 0x8A));
        }
    }
}
