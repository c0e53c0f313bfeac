package io.logcast.gateway.app;

import io.logcast.field.InvalidField;
import io.logcast.gateway.ingress.ClientEvent;
import io.logcast.gateway.ingress.ClientPublishing;
import io.logcast.gateway.ingress.KafkaPacketLog;
import io.logcast.gateway.ingress.RecentRecords;
import io.logcast.gateway.namespace.NamespaceRules;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailReader;
import io.logcast.node.append.Appender;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.event.EventLog;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Wires what the gateway appends to the log. */
@Factory
final class IngressFactory {

    /** Only where there are namespaces. */
    @Singleton
    @Requires(beans = NamespaceRules.class)
    KafkaPacketLog packetLog(Appender appender, TailReader reader, NamespaceRules namespaces) {
        return new KafkaPacketLog(
                appender, () -> reader.tail().map(Tail::lanes), namespaces::tenantOf, Clock.systemUTC());
    }

    @Singleton
    @Bean(preDestroy = "close")
    RecentRecords recentRecords(KafkaSettings kafka, TailReader reader) {
        return new RecentRecords(kafka, () -> reader.tail().map(Tail::lanes));
    }

    /** At the start: a wrong setting stops it. */
    @Context
    ClientPublishing clientPublishing(EventLog log, List<ClientEventSettings> settings) {
        List<ClientEvent> events =
                settings.stream().map(ClientEventSettings::event).toList();
        if (events.stream().map(ClientEvent::name).distinct().count() < events.size()) {
            throw new InvalidField("logcast.gateway.socketio.client-events", "must not name an event twice");
        }
        return new ClientPublishing(log, events, Clock.systemUTC());
    }
}
