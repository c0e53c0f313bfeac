package io.logcast.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.field.InvalidField;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import org.junit.jupiter.api.Test;

final class TransportTest {

    @Test
    void of_nameOfTheSettings_isThatTransport() {
        assertThat(Transport.of("nio")).isEqualTo(Transport.NIO);
        assertThat(Transport.of("auto")).isEqualTo(Transport.AUTO);
    }

    @Test
    void of_anotherName_namesTheSettingAndWhatIsOffered() {
        assertThatThrownBy(() -> Transport.of("kqueue"))
                .isInstanceOf(InvalidField.class)
                .hasMessage("logcast.gateway.transport must be one of auto, io_uring, epoll, nio");
    }

    @Test
    void of_nativeTransport_isRefusedExactlyWhereItIsMissing() {
        assertOffered("epoll", Epoll.isAvailable());
        assertOffered("io_uring", IoUring.isAvailable());
    }

    @Test
    void resolved_ofAuto_isATransportThatIsOffered() {
        Transport resolved = Transport.AUTO.resolved();

        assertThat(resolved).isNotEqualTo(Transport.AUTO);
        assertThat(Transport.of(resolved.text())).isEqualTo(resolved);
    }

    private static void assertOffered(String name, boolean offered) {
        if (offered) {
            assertThat(Transport.of(name).text()).isEqualTo(name);
        } else {
            assertThatThrownBy(() -> Transport.of(name)).hasMessageContaining("no " + name + " here");
        }
    }
}
