package io.logcast.gateway.namespace;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.stream.Collectors.toSet;

import io.logcast.channel.Channel;
import io.logcast.channel.StreamId;
import io.logcast.delivery.ChannelKey;
import io.logcast.field.InvalidField;
import io.logcast.gateway.admission.Admissions;
import io.logcast.gateway.admission.Filters;
import io.logcast.gateway.fanout.DeliveryFilter;
import io.logcast.gateway.socketio.ConnectRequest;
import io.logcast.gateway.socketio.Gatekeeper;
import io.logcast.gateway.socketio.Verdict;
import io.logcast.node.http.Caller;
import io.logcast.node.http.ProblemCode;
import io.logcast.node.http.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Lets a client into a namespace: by its token it is somebody of the namespace's tenant, or of {@code core}; and it may hear
 * the streams that it asks for. Who has no token may hear public streams.
 */
public final class TenantGatekeeper implements Gatekeeper {

    static final int MAX_STREAMS = 50;

    /** Where nobody says which tenant is meant: each reception may find out in its own way. */
    private static final String ROOT = "/";

    private final NamespaceRules rules;
    private final List<Reception> receptions;
    private final Tokens tokens;
    private final Admissions admissions;
    private final Recovery recovery;
    private final Hosting hosting;

    /** @param receptions asked one after the other, before the namespaces' own rules */
    public TenantGatekeeper(
            NamespaceRules rules,
            List<Reception> receptions,
            Tokens tokens,
            Admissions admissions,
            Recovery recovery,
            Hosting hosting) {
        this.rules = rules;
        this.receptions = List.copyOf(receptions);
        this.tokens = tokens;
        this.admissions = admissions;
        this.recovery = recovery;
        this.hosting = hosting;
    }

    @Override
    public CompletionStage<Verdict> decide(ConnectRequest request) {
        if (request.implicit()) {
            return completedFuture(Verdict.Admitted.anew(new Bystander()));
        }
        return completedFuture(request)
                .thenCompose(asked -> {
                    admissions.requireOpen();
                    return received(asked);
                })
                .thenCompose(received -> received.isPresent() ? completedFuture(received) : byRule(request))
                .thenCompose(guest -> guest.isPresent()
                        ? recovery.begin(request, guest.get())
                                .thenApply(beginning -> admitted(new Stay(guest.get(), beginning)))
                        : completedFuture(Verdict.Refused.NO_SUCH_NAMESPACE))
                .exceptionally(Refusal::verdict);
    }

    /** A namespace that an operator has configured is for those whom it was configured for. */
    private CompletionStage<Optional<Guest>> received(ConnectRequest request) {
        CompletionStage<Optional<Guest>> received = completedFuture(Optional.empty());
        if (rules.isConfigured(request.namespace()) && !request.namespace().equals(ROOT)) {
            return received;
        }
        for (Reception reception : receptions) {
            received = received.thenCompose(
                    guest -> guest.isPresent() ? completedFuture(guest) : reception.receive(request));
        }
        return received;
    }

    private CompletionStage<Optional<Guest>> byRule(ConnectRequest request) {
        Optional<NamespaceRule> rule = rules.find(request.namespace());
        return rule.isEmpty()
                ? completedFuture(Optional.empty())
                : identify(request, rule.get())
                        .thenCompose(caller -> enter(request, rule.get(), caller))
                        .thenApply(Optional::of);
    }

    private CompletionStage<Optional<Caller>> identify(ConnectRequest request, NamespaceRule rule) {
        Optional<String> token = Credentials.of(request);
        return token.isEmpty()
                ? completedFuture(Optional.empty())
                : tokens.callerOf(token.get(), rule).thenApply(TenantGatekeeper::valid);
    }

    /** Who shows a token wants to be somebody: it is not let in as nobody. */
    private static Optional<Caller> valid(Optional<Caller> caller) {
        if (caller.isEmpty()) {
            throw new ProblemException(ProblemCode.UNAUTHENTICATED, "the token is not valid");
        }
        return caller;
    }

    private CompletionStage<Guest> enter(ConnectRequest request, NamespaceRule rule, Optional<Caller> caller) {
        if (caller.isPresent() && !rule.admits(caller.get())) {
            throw new ProblemException(ProblemCode.FOREIGN_TENANT, "the token is not of this namespace's tenant");
        }
        Set<Channel> channels = channels(request, rule, caller);
        if (channels.isEmpty()) {
            throw new ProblemException(ProblemCode.UNAUTHENTICATED, "a valid token is needed");
        }
        DeliveryFilter filter =
                Filters.of(request.query().getOrDefault("type", List.of()), request.parameter("criteria"));
        Set<ChannelKey> keys = channels.stream()
                .map(channel -> new ChannelKey(rule.tenant(), channel))
                .collect(toSet());
        return admissions
                .grant(caller, rule.tenant(), channels)
                .thenApply(granted -> new Guest(rule, caller, granted.held(), keys, filter, Manner.NATIVE));
    }

    private static Set<Channel> channels(ConnectRequest request, NamespaceRule rule, Optional<Caller> caller) {
        Set<Channel> channels = new HashSet<>();
        for (String stream : request.query().getOrDefault("stream", List.of())) {
            channels.add(Channel.stream(stream(stream)));
        }
        if (channels.size() > MAX_STREAMS) {
            throw new InvalidField("stream", "must be given at most " + MAX_STREAMS + " times");
        }
        caller.ifPresent(known -> {
            channels.add(rule.channel());
            if (rule.hearsOwnChannel() && known.tenant().equals(rule.tenant())) {
                channels.add(new Channel(Channel.Kind.USER, known.subject()));
            }
        });
        return channels;
    }

    private static StreamId stream(String id) {
        try {
            return new StreamId(id);
        } catch (InvalidField e) {
            throw new InvalidField("stream", e.rule());
        }
    }

    private Verdict admitted(Stay stay) {
        return new Verdict.Admitted(
                new SocketSubscriber(hosting, stay), stay.beginning().socketId());
    }
}
