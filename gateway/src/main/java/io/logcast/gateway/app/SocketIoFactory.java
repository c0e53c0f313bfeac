package io.logcast.gateway.app;

import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.admission.Admissions;
import io.logcast.gateway.engineio.EngineApplication;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.ingress.ClientPublishing;
import io.logcast.gateway.ingress.KafkaPacketLog;
import io.logcast.gateway.ledger.SessionLedger;
import io.logcast.gateway.namespace.Hosting;
import io.logcast.gateway.namespace.NamespaceRule;
import io.logcast.gateway.namespace.NamespaceRules;
import io.logcast.gateway.namespace.Reception;
import io.logcast.gateway.namespace.Recovery;
import io.logcast.gateway.namespace.TenantGatekeeper;
import io.logcast.gateway.namespace.Tokens;
import io.logcast.gateway.redis.NamespaceTenants;
import io.logcast.gateway.redis.PacketLog;
import io.logcast.gateway.socketio.Gatekeeper;
import io.logcast.gateway.socketio.LocalAdapter;
import io.logcast.gateway.socketio.SocketIoApplication;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailReader;
import io.logcast.node.append.Appender;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Wires Socket.IO with the log. Something else above Engine.IO, as tests have it, takes its place. */
@Factory
@Requires(property = "logcast.gateway.socketio.enabled", notEquals = "false")
final class SocketIoFactory {

    @Singleton
    NamespaceRules namespaceRules(
            SocketIoProperties properties, List<NamespaceSettings> settings, List<NamespaceRule> ofProfiles) {
        List<NamespaceRule> rules = new ArrayList<>(ofProfiles);
        settings.forEach(namespace -> rules.add(namespace.rule()));
        if (rules.stream().map(NamespaceRule::name).distinct().count() < rules.size()) {
            throw new InvalidField(NamespaceSettings.KEY, "must not name a namespace twice");
        }
        if (rules.stream().noneMatch(rule -> rule.name().equals("/"))) {
            rules.add(new NamespaceRule("/", TenantId.CORE, List.of(), false));
        }
        return new NamespaceRules(rules, properties.tenantNamespaces());
    }

    @Singleton
    LocalAdapter adapter(SocketIoProperties properties) {
        return new LocalAdapter(properties.connections());
    }

    @Singleton
    Recovery recovery(
            Admissions admissions,
            SessionLedger ledger,
            SocketIoProperties properties,
            @Nullable @Property(name = "micronaut.security.token.jwt.signatures.secret.generator.secret")
                    String secret) {
        return new Recovery(admissions, ledger, properties.key(Optional.ofNullable(secret)));
    }

    @Singleton
    Gatekeeper gatekeeper(
            NamespaceRules rules,
            List<Reception> receptions,
            Tokens tokens,
            Admissions admissions,
            Recovery recovery,
            Fanout fanout,
            ClientPublishing publishing) {
        Hosting hosting = new Hosting(fanout, recovery, publishing::published);
        return new TenantGatekeeper(rules, receptions, tokens, admissions, recovery, hosting);
    }

    @Singleton
    @Requires(missingBeans = EngineApplication.class)
    EngineApplication application(Gatekeeper gatekeeper, LocalAdapter adapter, SocketIoProperties properties) {
        return new SocketIoApplication(gatekeeper, adapter, properties.connections());
    }

    /** What comes through Redis belongs to the tenant of its namespace. */
    @Singleton
    NamespaceTenants namespaceTenants(NamespaceRules rules) {
        return rules::tenantOf;
    }

    @Singleton
    PacketLog packetLog(Appender appender, TailReader tail, NamespaceRules rules) {
        return new KafkaPacketLog(appender, () -> tail.tail().map(Tail::lanes), rules::tenantOf, Clock.systemUTC())
                ::append;
    }
}
