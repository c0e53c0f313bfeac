package io.logcast.gateway.app;

import io.logcast.gateway.ledger.KafkaSessionLedger;
import io.logcast.gateway.ledger.Membership;
import io.logcast.ledger.NodeKey;
import io.logcast.node.append.Appender;
import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Wires what the gateways tell each other. */
@Factory
final class LedgerFactory {

    @Singleton
    NodeKey nodeKey() {
        return NodeKey.random();
    }

    @Context
    @Bean(preDestroy = "close")
    Membership membership(KafkaSettings kafka, Appender appender, NodeKey self, BrokerWatch watch) {
        return Membership.start(kafka, appender, self, watch.ready());
    }

    @Context
    @Bean(preDestroy = "close")
    KafkaSessionLedger sessionLedger(KafkaSettings kafka, Appender appender, NodeKey self, BrokerWatch watch) {
        return KafkaSessionLedger.start(kafka, appender, self, watch.ready());
    }
}
