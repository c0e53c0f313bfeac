package io.logcast.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.logcast.gateway.fanout.FanoutSettings;
import io.netty.channel.ChannelOption;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringSocketChannel;
import org.junit.jupiter.api.Test;

final class SocketsTest {

    private static final int STALL_MILLIS = (int) FanoutSettings.DEFAULT.stall().toMillis();

    private final Sockets sockets = new Sockets(FanoutSettings.DEFAULT);

    @Test
    void prepare_epoll_givesUpOnAPeerThatAcknowledgesNothing() {
        assumeThat(Epoll.isAvailable()).isTrue();
        EpollSocketChannel channel = new EpollSocketChannel();

        sockets.prepare(channel.config());

        assertThat(channel.config().getOption(EpollChannelOption.TCP_USER_TIMEOUT))
                .isEqualTo(STALL_MILLIS);
        assertThat(channel.config().getOption(EpollChannelOption.TCP_NOTSENT_LOWAT))
                .isEqualTo(131_072);
        assertPrompt(channel.config().isTcpNoDelay(), channel.config().isKeepAlive());
        channel.unsafe().closeForcibly();
    }

    @Test
    void prepare_ioUring_givesUpOnAPeerThatAcknowledgesNothing() {
        assumeThat(IoUring.isAvailable()).isTrue();
        IoUringSocketChannel channel = new IoUringSocketChannel();

        sockets.prepare(channel.config());

        assertThat(channel.config().getOption(IoUringChannelOption.TCP_USER_TIMEOUT))
                .isEqualTo(STALL_MILLIS);
        assertThat(channel.config().getOption(IoUringChannelOption.TCP_NOTSENT_LOWAT))
                .isEqualTo(131_072);
        channel.unsafe().closeForcibly();
    }

    @Test
    void prepare_nio_setsWhatThereIs() {
        NioSocketChannel channel = new NioSocketChannel();

        sockets.prepare(channel.config());

        assertPrompt(channel.config().isTcpNoDelay(), channel.config().isKeepAlive());
        channel.unsafe().closeForcibly();
    }

    @Test
    void prepare_channelWithoutASocket_isLeftAlone() {
        EmbeddedChannel channel = new EmbeddedChannel();

        sockets.prepare(channel.config());

        assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isNull();
    }

    private static void assertPrompt(boolean noDelay, boolean keepAlive) {
        assertThat(noDelay).isTrue();
        assertThat(keepAlive).isTrue();
    }
}
