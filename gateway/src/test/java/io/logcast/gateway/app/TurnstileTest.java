package io.logcast.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TurnstileTest {

    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final Turnstile turnstile = new Turnstile(loop.eventLoop());

    @Test
    void connections_enterAFewAtATurn_inTheirOrder() {
        List<EmbeddedChannel> all =
                IntStream.range(0, 20).mapToObj(number -> connection()).toList();
        all.forEach(connection -> connection.writeInbound("hello"));
        assertThat(entered(all)).isZero();

        turn();
        assertThat(entered(all)).isEqualTo(Turnstile.PER_TURN);
        assertThat(entered(all.subList(0, Turnstile.PER_TURN))).isEqualTo(Turnstile.PER_TURN);
        for (int entered = Turnstile.PER_TURN; entered < all.size(); entered += Turnstile.PER_TURN) {
            turn();
        }
        assertThat(entered(all)).isEqualTo(all.size());
    }

    @Test
    void whatComesWhileItWaits_comesAfterTheFirst_andThenNothingIsHeld() {
        EmbeddedChannel connection = connection();
        connection.writeInbound("first", "second");
        turn();
        connection.writeInbound("third");

        assertThat(connection.inboundMessages()).containsExactly("first", "second", "third");
        assertThat(connection.pipeline().get(Completions.class).count)
                .as("reads completed")
                .isEqualTo(2);
        assertThat(connection.pipeline().names()).hasSize(2);
    }

    @Test
    void whoLeavesWhileItWaits_leavesNothingBehind() {
        EmbeddedChannel connection = connection();
        ByteBuf request = Unpooled.buffer().writeByte(1);
        connection.writeInbound(request);
        connection.close();
        turn();

        assertThat(request.refCnt()).isZero();
        assertThat(connection.inboundMessages()).isEmpty();
    }

    private EmbeddedChannel connection() {
        return new EmbeddedChannel(turnstile.gate(), new Completions());
    }

    private void turn() {
        loop.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        loop.runScheduledPendingTasks();
    }

    private static long entered(List<EmbeddedChannel> connections) {
        return connections.stream()
                .filter(connection -> !connection.inboundMessages().isEmpty())
                .count();
    }

    private static final class Completions extends ChannelInboundHandlerAdapter {

        private int count;

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            count++;
            ctx.fireChannelReadComplete();
        }
    }
}
