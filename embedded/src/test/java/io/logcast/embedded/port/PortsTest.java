package io.logcast.embedded.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PortsTest {

    /** The operating system alone gives one of its 14,000 again after some 150. */
    @Test
    void free_neverGivesAPortTwice() {
        assertThat(IntStream.range(0, 2000).map(any -> Ports.free()).boxed()).doesNotHaveDuplicates();
    }
}
