package io.logcast.gateway.app;

import io.logcast.gateway.admission.Admissions;
import io.logcast.gateway.admission.Definitions;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.fanout.FanoutSettings;
import io.logcast.gateway.replay.KafkaReplay;
import io.logcast.gateway.tail.TailReader;
import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.DeliverySettings;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.definition.DefinitionTable;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Wires the engine, which knows nothing of Micronaut. */
@Factory
final class GatewayFactory {

    @Singleton
    FanoutSettings fanoutSettings(GatewaySettings settings) {
        return settings.fanout();
    }

    @Singleton
    Fanout fanout(FanoutSettings settings, KafkaReplay replay) {
        return new Fanout(settings, replay);
    }

    @Singleton
    Admissions admissions(Fanout fanout, TailReader reader, KafkaReplay replay, DefinitionTable definitions) {
        return new Admissions(fanout::isDraining, reader::tail, replay, Definitions.of(definitions));
    }

    @Context
    @Bean(preDestroy = "close")
    TailReader tailReader(
            KafkaSettings kafka,
            DeliverySettings deliveries,
            GatewaySettings settings,
            Fanout fanout,
            BrokerWatch watch) {
        return TailReader.start(kafka, settings.tail(), deliveries.lanes(), fanout, watch.ready());
    }

    @Context
    @Bean(preDestroy = "close")
    KafkaReplay replay(KafkaSettings kafka, GatewaySettings settings) {
        return KafkaReplay.start(kafka, settings.replayReaders());
    }
}
