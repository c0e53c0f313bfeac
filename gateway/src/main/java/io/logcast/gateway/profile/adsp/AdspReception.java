package io.logcast.gateway.profile.adsp;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.logcast.event.TenantId;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.gateway.namespace.Credentials;
import io.logcast.gateway.namespace.Declined;
import io.logcast.gateway.namespace.Guest;
import io.logcast.gateway.namespace.Manner;
import io.logcast.gateway.namespace.NamespaceRule;
import io.logcast.gateway.namespace.Reception;
import io.logcast.gateway.socketio.ConnectRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * Receives ADSP's clients in namespaces: each hears one stream, which the query of the connection names. A namespace is a
 * tenant's name; {@code /} is the tenant of the token, or all of them for a user of the platform. Every namespace of a
 * connection is decided for itself, with the token that came for it.
 */
@Singleton
final class AdspReception implements Reception {

    private static final String ROOT = "/";
    private static final Pattern OF_TENANT = Pattern.compile("/[a-zA-Z0-9- ]+");

    private final AdspTokens tokens;
    private final StreamAccess access;
    private final Manner plain;
    private final Manner withCursors;
    private final boolean anonymous;

    AdspReception(AdspTokens tokens, StreamAccess access, AdspEvents events, AdspSettings settings) {
        this.tokens = tokens;
        this.access = access;
        this.plain = new Manner(events, true, false);
        this.withCursors = new Manner(events, true, true);
        this.anonymous = settings.anonymous();
    }

    @Override
    public CompletionStage<Optional<Guest>> receive(ConnectRequest request) {
        Optional<String> token = Credentials.of(request);
        if (token.isPresent() ? !tokens.isOfTheirs(token.get()) : !anonymous) {
            return completedFuture(Optional.empty());
        }
        CompletionStage<Optional<AdspUser>> user =
                token.map(tokens::listener).orElseGet(() -> completedFuture(Optional.empty()));
        return user.thenCompose(known -> enter(request, known))
                .exceptionally(AdspReception::declined)
                .thenApply(Optional::of);
    }

    private CompletionStage<Guest> enter(ConnectRequest request, Optional<AdspUser> user) {
        boolean isRoot = request.namespace().equals(ROOT);
        if (isRoot && user.isEmpty()) {
            throw new Declined("User not authorized to connect.");
        }
        if (!isRoot && !OF_TENANT.matcher(request.namespace()).matches()) {
            throw new Declined("Invalid namespace");
        }
        StreamRequest wanted = new StreamRequest(
                user,
                isRoot ? Optional.empty() : Optional.of(request.namespace().substring(1)),
                request.parameter("stream").orElse("undefined"),
                StreamRequest.filter(request.parameter("criteria")));
        return access.subscription(wanted, "connect stream")
                .thenApply(subscription -> guest(request, user, subscription));
    }

    private Guest guest(ConnectRequest request, Optional<AdspUser> user, Subscription subscription) {
        boolean wantsCursors =
                request.parameter("cursors").filter("true"::equals).isPresent();
        return new Guest(
                new NamespaceRule(request.namespace(), tenant(subscription), List.of(), false),
                user.map(AdspUser::caller),
                subscription.roles(),
                subscription.channels(),
                subscription.filter(),
                wantsCursors ? withCursors : plain);
    }

    private static TenantId tenant(Subscription subscription) {
        List<TenantId> all = subscription.channels().stream()
                .map(channel -> channel.tenant())
                .distinct()
                .toList();
        return all.size() == 1 ? all.get(0) : TenantId.CORE;
    }

    private static Guest declined(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        throw cause instanceof AdspRefusal refusal
                ? new Declined(refusal.getMessage())
                : new CompletionException(cause);
    }
}
