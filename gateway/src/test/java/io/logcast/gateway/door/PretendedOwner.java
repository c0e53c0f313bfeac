package io.logcast.gateway.door;

import io.logcast.gateway.ledger.Membership;
import io.logcast.ledger.Address;
import io.logcast.ledger.NodeKey;
import io.logcast.node.append.AppendSettings;
import io.logcast.node.append.Appender;
import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.testkit.KafkaFixture;
import io.logcast.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Says in the membership that it is there, and is not. */
final class PretendedOwner implements AutoCloseable {

    private final ServerSocket door;
    private final BrokerWatch watch;
    private final Appender appender;
    private final Membership membership;

    private PretendedOwner(KafkaFixture kafka) throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        KafkaSettings settings = KafkaSettings.at(kafka.bootstrapServers());
        watch = BrokerWatch.start(settings, Topics.all());
        appender = Appender.start(settings, new AppendSettings(AppendSettings.MIN_IN_FLIGHT_BYTES), watch);
        membership = Membership.start(settings, appender, NodeKey.random(), watch.ready());
        membership.advertise(new Address("127.0.0.1", door.getLocalPort()));
    }

    static PretendedOwner start(KafkaFixture kafka) throws IOException {
        return new PretendedOwner(kafka);
    }

    Membership membership() {
        return membership;
    }

    /** As if it had such a session. */
    String sid() {
        return membership.self() + "~AAAAAAAAAAAAAAAAAAAAAAAA";
    }

    /** Breaks off whatever comes, and what has come. */
    void hangUp() {
        Thread breaking = new Thread(
                () -> {
                    try {
                        while (true) {
                            door.accept().close();
                        }
                    } catch (IOException e) {
                        // The door is closed.
                    }
                },
                "pretended-owner");
        breaking.setDaemon(true);
        breaking.start();
    }

    /** From now on connections are refused; the membership does not know. */
    void die() throws IOException {
        door.close();
    }

    @Override
    public void close() throws IOException {
        membership.close();
        appender.close();
        watch.close();
        door.close();
    }
}
