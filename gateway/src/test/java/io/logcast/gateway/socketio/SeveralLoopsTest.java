package io.logcast.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real event loops; verdicts and requests come from threads of others. */
final class SeveralLoopsTest {

    private static final int SOCKETS = 40;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(4, LocalIoHandler.newFactory());
    private final ExecutorService others = Executors.newFixedThreadPool(2);
    private final LocalAdapter adapter = new LocalAdapter(SocketIoSettings.DEFAULT);
    private final List<QueuedSession> sessions = new ArrayList<>();

    @BeforeEach
    void connect() throws Exception {
        SocketIoApplication application = new SocketIoApplication(later(others), adapter, SocketIoSettings.DEFAULT);
        for (int i = 0; i < SOCKETS; i++) {
            sessions.add(new QueuedSession(group.next()));
        }
        for (QueuedSession session : sessions) {
            session.open(application).says("0/a");
        }
        for (QueuedSession session : sessions) {
            assertThat(session.next()).startsWith("0/a,{");
        }
    }

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        others.shutdownNow();
    }

    @Test
    void verdictOfAnotherThread_isHeardOnTheLoop() {
        assertThat(sessions)
                .allSatisfy(session -> assertThat(session.wasTouchedElsewhere()).isFalse());
    }

    @Test
    void socketIo_29_broadcastToSeveralLoops_isEncodedOnce() throws Exception {
        adapter.broadcast(Who.all("/a"), Events.json("[\"e\"]"), Flags.NONE);

        for (QueuedSession session : sessions) {
            assertThat(session.next()).isEqualTo("2/a,[\"e\"]");
            assertThat(session.wasTouchedElsewhere()).isFalse();
        }
        assertThat(adapter.encodes().sum()).isEqualTo(1);
    }

    @Test
    void broadcastsOfOneThread_stayInOrder() throws Exception {
        for (int i = 0; i < 100; i++) {
            adapter.broadcast(Who.all("/a"), Events.json("[\"e\"," + i + "]"), Flags.NONE);
        }

        for (QueuedSession session : sessions) {
            for (int i = 0; i < 100; i++) {
                assertThat(session.next()).isEqualTo("2/a,[\"e\"," + i + "]");
            }
        }
    }

    @Test
    void fetchAndRooms_areGatheredFromAllLoops() throws Exception {
        adapter.join(Who.all("/a"), Set.of("x"));

        assertThat(adapter.fetch(Who.in("/a", "x")).toCompletableFuture().get(60, TimeUnit.SECONDS))
                .hasSize(SOCKETS);
        assertThat(adapter.rooms("/a").toCompletableFuture().get(60, TimeUnit.SECONDS))
                .hasSize(SOCKETS + 1)
                .contains("x");
    }

    @Test
    void socketIo_17_answers_comeAfterTheNumberOfThoseThatWereAsked() throws Exception {
        CompletableFuture<List<String>> all = new CompletableFuture<>();
        adapter.broadcastWithAck(Who.all("/a"), Events.json("[\"e\"]"), new Collector(all));

        for (QueuedSession session : sessions) {
            assertThat(session.next()).isEqualTo("2/a,0[\"e\"]");
            session.says("3/a,0[]");
        }

        assertThat(all.get(60, TimeUnit.SECONDS)).hasSize(SOCKETS + 1).startsWith("asked " + SOCKETS, "[]");
    }

    @Test
    void endOfALoop_isTheEndOfItsSocketsOnly() throws Exception {
        EventLoop ended = sessions.get(0).loop();
        ended.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();

        adapter.broadcast(Who.all("/a"), Events.json("[\"e\"]"), Flags.NONE);
        CompletableFuture<List<String>> all = new CompletableFuture<>();
        adapter.broadcastWithAck(Who.all("/a"), Events.json("[\"e\"]"), new Collector(all));

        for (QueuedSession session : sessions) {
            if (session.loop() != ended) {
                assertThat(session.next()).isEqualTo("2/a,[\"e\"]");
                session.says("3/a,0[]");
            }
        }
        assertThat(all.get(60, TimeUnit.SECONDS)).startsWith("asked 30");
        assertThat(adapter.fetch(Who.all("/a")).toCompletableFuture().get(60, TimeUnit.SECONDS))
                .hasSize(30);
    }

    private static Gatekeeper later(Executor executor) {
        return request -> CompletableFuture.supplyAsync(() -> Verdict.Admitted.anew(new RecordingListener()), executor);
    }

    /** Complete when everybody has answered. */
    private static final class Collector implements Adapter.AckCollector {

        private final List<String> heard = new ArrayList<>();
        private final CompletableFuture<List<String>> all;
        private int missing;

        Collector(CompletableFuture<List<String>> all) {
            this.all = all;
        }

        @Override
        public synchronized void asked(int clients) {
            heard.add("asked " + clients);
            missing = clients;
        }

        @Override
        public synchronized void answered(ArrayNode arguments) {
            heard.add(arguments.toString());
            if (--missing == 0) {
                all.complete(heard);
            }
        }
    }
}
