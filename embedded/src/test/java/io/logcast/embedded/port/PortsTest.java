package io.logcast.embedded.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PortsTest {

    @Test
    void free_doesNotSoonGiveAPortAgain() {
        assertThat(IntStream.range(0, 2000).map(any -> Ports.free()).boxed()).doesNotHaveDuplicates();
    }

    /** Otherwise an outgoing connection could have it before who asked binds it. */
    @Test
    void free_isNoneThatTheSystemGivesToOthers() {
        assertThat(IntStream.range(0, 2000).map(any -> Ports.free()).boxed())
                .allMatch(port -> port >= 10_240 && port < 32_768);
    }

    @Test
    void freeBesides_leavesOutWhatIsMeantForOthers() {
        int only = Ports.free();
        Set<Integer> others = IntStream.range(10_240, 32_768)
                .filter(port -> port != only)
                .boxed()
                .collect(Collectors.toSet());

        assertThat(Ports.freeBesides(others)).isEqualTo(only);
    }

    /** A round of all there are. */
    @Test
    void free_leavesOutWhereSomebodyListens() throws IOException {
        int taken = Ports.free();
        try (ServerSocket listening = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
            assertThat(IntStream.range(0, 23_000).map(any -> Ports.free()).boxed())
                    .doesNotContain(listening.getLocalPort());
        }
    }
}
