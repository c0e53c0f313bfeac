package io.logcast.gateway.profile.adsp;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.logcast.channel.StreamId;
import io.logcast.delivery.ChannelKey;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.admission.Admissions;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.stream.Roles;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Who may see which streams, by ADSP's rules: a stream of a tenant is for everybody if it is public, and for users of that tenant
 * or of the platform who hold one of its roles. Who is of the platform and names no tenant sees that stream of each tenant that
 * has it, if the roles suffice, as they are when the subscription begins.
 */
@Singleton
final class StreamAccess {

    private final Admissions admissions;
    private final Tenants tenants;

    StreamAccess(Admissions admissions, Tenants tenants) {
        this.admissions = admissions;
        this.tenants = tenants;
    }

    /**
     * What the request may be given; fails with an {@link AdspRefusal}.
     *
     * @param purpose what it is refused, as an infinitive
     */
    CompletionStage<Subscription> subscription(StreamRequest request, String purpose) {
        try {
            return completedFuture(decide(request, purpose, admissions.definitions()));
        } catch (AdspRefusal tooEarly) {
            return admissions.latestDefinitions().thenApply(latest -> decide(request, purpose, latest));
        }
    }

    /** The streams of a tenant that somebody may subscribe to, by id. */
    CompletionStage<List<StreamDefinition>> visible(Optional<AdspUser> user, TenantId tenant) {
        Roles held = AdspUser.held(user, tenant);
        return admissions
                .latestDefinitions()
                .thenApply(latest -> latest.of(tenant).stream()
                        .filter(stream -> stream.admits(held))
                        .toList());
    }

    private Subscription decide(StreamRequest request, String purpose, DefinitionSnapshot definitions) {
        Optional<TenantId> tenant = tenant(request, definitions);
        List<StreamDefinition> streams = streams(tenant, request.stream(), definitions);
        if (streams.isEmpty()) {
            throw AdspRefusal.unknownStream(request.stream());
        }
        Roles held = tenant.map(one -> AdspUser.held(request.user(), one))
                .orElseGet(() -> request.user().orElseThrow().roles());
        List<StreamDefinition> permitted = streams.stream()
                .filter(stream -> tenant.isPresent() ? stream.admits(held) : isFor(held, stream))
                .toList();
        if (permitted.isEmpty()) {
            throw AdspRefusal.notPermitted(request.user(), purpose);
        }
        return new Subscription(
                permitted.stream()
                        .map(stream -> new ChannelKey(stream.tenant(), stream.channel()))
                        .collect(toUnmodifiableSet()),
                held,
                request.filter());
    }

    /** Empty: all of them. A name that is no tenant's means one's own. */
    private Optional<TenantId> tenant(StreamRequest request, DefinitionSnapshot definitions) {
        Optional<TenantId> own = request.user().map(AdspUser::tenant).filter(id -> !id.equals(TenantId.CORE));
        Optional<TenantId> named = request.tenant()
                .flatMap(
                        name -> own.filter(id -> tenants.isCalled(id, name)).or(() -> tenants.named(name, definitions)))
                .or(() -> own);
        if (named.isEmpty() && request.user().isEmpty()) {
            throw AdspRefusal.noTenant();
        }
        return named;
    }

    private static List<StreamDefinition> streams(
            Optional<TenantId> tenant, String id, DefinitionSnapshot definitions) {
        StreamId stream;
        try {
            stream = new StreamId(id);
        } catch (InvalidField e) {
            return List.of();
        }
        return tenant.map(one ->
                        definitions.find(new StreamKey(one, stream)).stream().toList())
                .orElseGet(() -> definitions.named(stream));
    }

    /** Across tenants nothing is public. */
    private static boolean isFor(Roles held, StreamDefinition stream) {
        return stream.subscriberRoles().and(Roles.STREAM_LISTENER).anyOf(held);
    }
}
