package io.logcast.gateway.ledger;

import io.logcast.ledger.NodeKey;
import io.logcast.node.append.AppendSettings;
import io.logcast.node.append.Appender;
import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** As much of a gateway as the ledger needs. */
final class LedgerNode implements AutoCloseable {

    final List<String> taken = new CopyOnWriteArrayList<>();
    final KafkaSessionLedger sessions;
    final Membership membership;

    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private volatile boolean halted;
    private final BrokerWatch watch;
    private final Appender appender;

    LedgerNode(String bootstrapServers) {
        KafkaSettings kafka = KafkaSettings.at(bootstrapServers);
        NodeKey key = NodeKey.random();
        watch = BrokerWatch.start(kafka, Topics.all());
        appender = Appender.start(kafka, new AppendSettings(AppendSettings.MIN_IN_FLIGHT_BYTES), watch);
        sessions = KafkaSessionLedger.start(kafka, appender, key, watch.ready());
        membership = Membership.start(kafka, appender, key, watch.ready());
        sessions.onTaken(this::taken);
    }

    /** When that session is taken, reading stops until the gate opens. */
    void haltAt(String session, CountDownLatch gate) {
        gates.put(session, gate);
    }

    boolean isHalted() {
        return halted;
    }

    private void taken(String session) {
        taken.add(session);
        CountDownLatch gate = gates.remove(session);
        if (gate != null) {
            halted = true;
            await(gate);
            halted = false;
        }
    }

    boolean isReachable() {
        return watch.isReachable();
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        sessions.close();
        membership.close();
        appender.close();
        watch.close();
    }
}
