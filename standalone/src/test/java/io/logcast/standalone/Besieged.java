package io.logcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.gateway.engineio.EngineServer;
import io.logcast.gateway.socketio.Flags;
import io.logcast.gateway.socketio.LocalAdapter;
import io.logcast.gateway.socketio.Selector;
import io.logcast.json.Json;
import io.logcast.testkit.SocketIoRecorder;
import io.logcast.testkit.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A gateway, and a good client that hears an event ten times a second and must notice nothing of what is done beside it. */
final class Besieged implements AutoCloseable {

    static final String TENANT = "good";

    private static final Selector ALL = new Selector("/" + TENANT, Set.of(), Set.of());
    /** The machine may be busy with other things; who is disturbed waits for ever. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final SocketIoGateways gateways;
    private final SocketIoRecorder witness;
    private final LogWatch log;
    private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor();
    private int heard;
    private Throwable trouble;

    private Besieged(SocketIoGateways gateways) throws Exception {
        this.gateways = gateways;
        this.witness = SocketIoRecorder.open(url(), "");
        assertThat(witness.enterAs("/" + TENANT, Tokens.DEFAULT.token(TENANT, "witness")))
                .startsWith("40");
        this.log = new LogWatch();
        publisher.scheduleWithFixedDelay(this::tell, 0, 100, TimeUnit.MILLISECONDS);
    }

    /** Limits of time are so short that all who are not good have gone after a few seconds. */
    static Besieged start(Map<String, Object> more) throws Exception {
        Map<String, Object> properties = new HashMap<>(more);
        properties.putIfAbsent(SocketIoGateways.PREFIX + "ping-timeout", "8s");
        return new Besieged(SocketIoGateways.start(1, properties));
    }

    SocketIoGateways gateways() {
        return gateways;
    }

    Services gateway() {
        return gateways.gateway(0);
    }

    URI url() {
        return gateway().url("/");
    }

    /** The good client is the only one left. Who was sent away may ask for its last words for a while. */
    void awaitPeace() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> gateway().bean(EngineServer.class).sessions() == 1);
    }

    /** The good client still hears, and the log is still. */
    void assertUnharmed() {
        int before = heard();
        Awaitility.await().atMost(LONGEST).until(() -> trouble() != null || heard() > before);
        assertThat(trouble()).isNull();
        log.assertNothingMoreThanOnceAMinute();
    }

    @Override
    public void close() throws Exception {
        publisher.shutdownNow();
        assertThat(publisher.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        log.close();
        witness.close();
        gateways.close();
    }

    /** Past the log, whose Kafka lives in the same JVM and suffers from whatever it does. */
    private void tell() {
        try {
            int number = heard() + 1;
            ArrayNode event = Json.object().arrayNode().add("x").add(number);
            long begun = System.nanoTime();
            gateway().bean(LocalAdapter.class).broadcast(ALL, event, Flags.NONE);
            assertThat(witness.next()).contains("[\"x\"," + number + ",");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST);
            hear(number);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            fail(e);
        }
    }

    private synchronized void hear(int number) {
        heard = number;
    }

    private synchronized int heard() {
        return heard;
    }

    private synchronized void fail(Throwable what) {
        trouble = trouble == null ? what : trouble;
        publisher.shutdown();
    }

    private synchronized Throwable trouble() {
        return trouble;
    }
}
