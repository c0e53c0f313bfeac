package io.logcast.gateway.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WebSocketLinkTest {

    private static final int MOST = 1_000;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Recorder user = new Recorder();
    private final WebSocketLink link = new WebSocketLink(user);

    WebSocketLinkTest() {
        link.install(channel.pipeline(), MOST);
        link.open("dGhlIHNhbXBsZSBub25jZQ==");
        channel.runPendingTasks();
    }

    @Test
    void handshake_isAnswered_beforeAnythingElse() {
        ByteBuf answer = channel.readOutbound();

        assertThat(answer.toString(UTF_8)).contains("101", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(user.heard).containsExactly("opened");
    }

    @Test
    void messages_comeOneByOne_whenTheyAreAskedFor() {
        receive(text("one"), text("two"), binary(), text("three"));
        assertThat(user.heard).containsExactly("opened");

        link.askForNext();
        assertThat(user.heard).containsExactly("opened", "one");
        user.asksForMore = true;
        link.askForNext();

        assertThat(user.heard).containsExactly("opened", "one", "two", "binary", "three");
    }

    @Test
    void thousandsAtOnce_areNoDeepRecursion() {
        user.asksForMore = true;
        ByteBuf[] many = new ByteBuf[20_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = text("x");
        }
        receive(many);
        link.askForNext();

        assertThat(user.heard).hasSize(1 + many.length);
    }

    @Test
    void messageThatIsTooLarge_ends_withTheCodeForIt() {
        link.askForNext();
        receive(text("x".repeat(MOST + 1)));

        assertThat(user.heard).containsExactly("opened", "gone");
        assertThat(lastCode()).isEqualTo(1009);
    }

    @Test
    void textThatIsNone_ends_withTheCodeForIt() {
        link.askForNext();
        receive(frame(0x81, new byte[] {(byte) 0xC3, 0x28}));

        assertThat(user.heard).containsExactly("opened", "gone");
        assertThat(lastCode()).isEqualTo(1007);
    }

    @Test
    void ping_isAnswered_withoutTheUser() {
        link.askForNext();
        receive(frame(0x89, "still there?".getBytes(UTF_8)));

        assertThat(user.heard).containsExactly("opened");
        assertThat(last()).startsWith("8a0c");
    }

    @Test
    void messageInPieces_isOne_andAPingMayComeBetween() {
        link.askForNext();
        receive(frame(0x01, "one, ".getBytes(UTF_8)), frame(0x89, "?".getBytes(UTF_8)));
        assertThat(user.heard).containsExactly("opened");
        assertThat(last()).isEqualTo("8a013f");

        receive(frame(0x80, "two".getBytes(UTF_8)));
        assertThat(user.heard).containsExactly("opened", "one, two");
    }

    @Test
    void whoTakesNothing_getsNoPongs_andTheUserHearsWhenThatEnds() {
        link.askForNext();
        last();
        writable(false);
        receive(frame(0x89, "?".getBytes(UTF_8)));
        assertThat(user.heard).containsExactly("opened");
        assertThat(last()).isEmpty();

        writable(true);
        assertThat(user.heard).containsExactly("opened", "drained");
        receive(frame(0x89, "?".getBytes(UTF_8)));
        assertThat(last()).isEqualTo("8a013f");
    }

    @Test
    void whoIsClosed_isHeardNoMore_andIsNotToldOfItsOwnEnd() {
        link.askForNext();
        link.close(WebSocketCloseStatus.POLICY_VIOLATION, "enough");
        receive(text("but"), frame(0x88, new byte[] {0x03, (byte) 0xE8}));

        assertThat(user.heard).containsExactly("opened");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void clientThatCloses_isAnswered_andGone() {
        link.askForNext();
        receive(frame(0x88, new byte[] {0x03, (byte) 0xE8}));

        assertThat(user.heard).containsExactly("opened", "gone");
        assertThat(channel.isOpen()).isFalse();
    }

    private void receive(ByteBuf... frames) {
        channel.writeInbound(Unpooled.wrappedBuffer(frames));
        channel.runPendingTasks();
    }

    private void writable(boolean is) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, is);
        channel.runPendingTasks();
    }

    private static ByteBuf text(String text) {
        return frame(0x81, text.getBytes(UTF_8));
    }

    private static ByteBuf binary() {
        return frame(0x82, new byte[] {7});
    }

    /** As a client writes it. */
    private static ByteBuf frame(int first, byte[] data) {
        ByteBuf frame = Unpooled.buffer();
        frame.writeByte(first);
        if (data.length < 126) {
            frame.writeByte(0x80 | data.length);
        } else {
            frame.writeByte(0x80 | 126).writeShort(data.length);
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < data.length; i++) {
            frame.writeByte(data[i] ^ MASK[i % 4]);
        }
        return frame;
    }

    private int lastCode() {
        return Integer.parseInt(last().substring(4, 8), 16);
    }

    private String last() {
        String last = "";
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            last = out.isReadable() ? ByteBufUtil.hexDump(out) : last;
        }
        return last;
    }

    private static final class Recorder implements WebSocketLink.User {

        private final List<String> heard = new ArrayList<>();
        private WebSocketLink link;
        private boolean asksForMore;

        @Override
        public void opened(WebSocketLink opened) {
            link = opened;
            heard.add("opened");
        }

        @Override
        public void text(byte[] utf8) {
            take(new String(utf8, UTF_8));
        }

        @Override
        public void binary() {
            take("binary");
        }

        @Override
        public void drained() {
            heard.add("drained");
        }

        @Override
        public void gone() {
            heard.add("gone");
        }

        private void take(String what) {
            heard.add(what);
            if (asksForMore) {
                link.askForNext();
            }
        }
    }
}
