package io.logcast.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * Many good clients on WebSockets in one namespace, all on one thread. Each looks for the member {@code n} of every event, and
 * complains if it is not one more than before.
 */
final class SocketHorde implements AutoCloseable {

    private static final int ROOM = 128 * 1024;
    private static final String NUMBER = "\"n\":";

    private final URI server;
    private final String namespace;
    private final String token;
    private final Selector selector = Selector.open();
    private final Queue<Member> newcomers = new ConcurrentLinkedQueue<>();
    private final List<Member> members = new ArrayList<>();
    private final ByteBuffer input = ByteBuffer.allocateDirect(ROOM);
    private final Thread thread = new Thread(this::run, "socket-horde");
    private long receivedByThoseWhoLeft;

    SocketHorde(URI server, String namespace, String token) throws IOException {
        this.server = server;
        this.namespace = namespace;
        this.token = token;
        thread.setDaemon(true);
        thread.start();
    }

    /** They are in the namespace when it returns. */
    SocketHorde join(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Member member = new Member();
            members.add(member);
            newcomers.add(member);
            selector.wakeup();
        }
        await(member -> member.entered);
        return this;
    }

    /** As when a network breaks; what was on its way is lost. */
    void breakOff(int count, Random random) throws IOException {
        for (int i = 0; i < count; i++) {
            Member member = members.remove(random.nextInt(members.size()));
            receivedByThoseWhoLeft += member.received;
            member.channel.close();
        }
    }

    /** Until all have got the event with that number. */
    void awaitNumber(int number) {
        await(member -> member.last == number);
    }

    long received() {
        return receivedByThoseWhoLeft
                + members.stream().mapToLong(member -> member.received).sum();
    }

    int size() {
        return members.size();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        thread.interrupt();
        thread.join();
        for (Member member : members) {
            member.channel.close();
        }
        selector.close();
    }

    private void await(Predicate<Member> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> members.stream().allMatch(member -> member.trouble != null || condition.test(member)));
        assertThat(members).extracting(member -> member.trouble).containsOnlyNulls();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                selector.select(key -> ((Member) key.attachment()).read());
                for (Member next = newcomers.poll(); next != null; next = newcomers.poll()) {
                    next.channel.register(selector, SelectionKey.OP_READ, next);
                    next.frames(new byte[0], 0);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read by the thread of the horde; what others look at is volatile. */
    private final class Member {

        private final SocketChannel channel;
        private byte[] rest;
        private volatile boolean entered;
        private volatile int last;
        private volatile long received;
        private volatile String trouble;

        private Member() throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
            channel.write(ByteBuffer.wrap(RawClient.upgrade(server, "").getBytes(ISO_8859_1)));
            rest = afterHead();
            String connect = "40" + namespace + ",{\"token\":\"" + token + "\"}";
            channel.write(ByteBuffer.wrap(RawClient.frame(RawClient.TEXT, connect.getBytes(ISO_8859_1))));
            channel.configureBlocking(false);
        }

        private byte[] afterHead() throws IOException {
            ByteBuffer answer = ByteBuffer.allocate(4096);
            while (channel.read(answer) >= 0) {
                String text = new String(answer.array(), 0, answer.position(), ISO_8859_1);
                int end = text.indexOf("\r\n\r\n");
                if (end >= 0) {
                    return text.substring(end + 4).getBytes(ISO_8859_1);
                }
            }
            throw new IOException("no answer");
        }

        private void read() {
            try {
                input.clear();
                if (channel.read(input) < 0) {
                    end("the connection ended");
                    return;
                }
                byte[] bytes = new byte[input.flip().remaining()];
                input.get(bytes);
                frames(bytes, bytes.length);
            } catch (IOException e) {
                end(e.toString());
            }
        }

        private void end(String why) {
            trouble = why;
            try {
                channel.close();
            } catch (IOException e) {
                // It is of no use any more.
            }
        }

        private void frames(byte[] more, int count) throws IOException {
            byte[] all = new byte[rest.length + count];
            System.arraycopy(rest, 0, all, 0, rest.length);
            System.arraycopy(more, 0, all, rest.length, count);
            ByteBuffer frames = ByteBuffer.wrap(all);
            while (hasFrame(frames)) {
                int length = length(frames);
                packet(frames, length);
                frames.position(frames.position() + length);
            }
            rest = new byte[frames.remaining()];
            frames.get(rest);
        }

        private boolean hasFrame(ByteBuffer frames) {
            if (frames.remaining() < 4) {
                return frames.remaining() >= 2 && frames.get(frames.position() + 1) <= frames.remaining() - 2;
            }
            int at = frames.position();
            int length = frames.get(at + 1);
            return frames.remaining() >= (length < 126 ? 2 + length : 4 + (frames.getShort(at + 2) & 0xFFFF));
        }

        private int length(ByteBuffer frames) {
            frames.get();
            int length = frames.get();
            return length < 126 ? length : frames.getShort() & 0xFFFF;
        }

        private void packet(ByteBuffer frames, int length) throws IOException {
            String packet =
                    ISO_8859_1.decode(frames.slice(frames.position(), length)).toString();
            if (packet.equals("2")) {
                channel.write(ByteBuffer.wrap(RawClient.frame(RawClient.TEXT, "3".getBytes(ISO_8859_1))));
            } else if (packet.startsWith("40")) {
                entered = true;
            } else if (packet.contains(NUMBER)) {
                event(packet);
            } else if (packet.startsWith("4")) {
                trouble = packet;
            }
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // Only the thread of the horde writes.
        private void event(String packet) {
            int begin = packet.indexOf(NUMBER) + NUMBER.length();
            int end = begin;
            while (Character.isDigit(packet.charAt(end))) {
                end++;
            }
            int number = Integer.parseInt(packet, begin, end, 10);
            if (last != 0 && number != last + 1) {
                trouble = number + " came after " + last;
            }
            last = number;
            received++;
        }
    }
}
