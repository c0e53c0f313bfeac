package io.logcast.gateway.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

final class RelayTest {

    private final EmbeddedChannel client = new EmbeddedChannel();
    private final EmbeddedChannel owner = new EmbeddedChannel();

    RelayTest() {
        client.pipeline().addLast(new Relay(owner));
        owner.pipeline().addLast(new Relay(client));
    }

    @Test
    void bytes_goBothWays() {
        client.writeInbound(text("to the owner"));
        owner.writeInbound(text("to the client"));

        assertThat(((ByteBuf) owner.readOutbound()).toString(UTF_8)).isEqualTo("to the owner");
        assertThat(((ByteBuf) client.readOutbound()).toString(UTF_8)).isEqualTo("to the client");
    }

    @Test
    void oneSide_thatTakesNothing_stopsTheReadingOfTheOther() {
        client.config().setWriteBufferWaterMark(new WriteBufferWaterMark(2, 4));

        // Not flushed yet, as when the network does not take it.
        client.write(text("more than four"));
        client.runPendingTasks();
        assertThat(client.isWritable()).isFalse();
        assertThat(owner.config().isAutoRead()).isFalse();
        assertThat(client.config().isAutoRead()).isTrue();

        client.flush();
        client.runPendingTasks();
        assertThat(owner.config().isAutoRead()).isTrue();
    }

    @Test
    void end_ofOneSide_isTheEndOfTheOtherAfterWhatWasRead() {
        client.writeInbound(text("last words"));

        client.close();

        assertThat(((ByteBuf) owner.readOutbound()).toString(UTF_8)).isEqualTo("last words");
        assertThat(owner.isOpen()).isFalse();
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, UTF_8);
    }
}
