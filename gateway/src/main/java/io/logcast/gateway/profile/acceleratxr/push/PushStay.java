package io.logcast.gateway.profile.acceleratxr.push;

import io.logcast.delivery.ChannelKey;
import io.logcast.gateway.fanout.Audience;
import io.logcast.gateway.fanout.DeliveryFilter;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.gateway.namespace.NamespaceRule;
import io.logcast.node.http.Caller;
import io.logcast.stream.Criteria;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** A user on one connection, and the channels that it has. Confined to the event loop of the connection. */
final class PushStay {

    /** Who has no channel at all stays a subscriber all the same: its token ends, it is pinged, and it is told goodbye. */
    private static final DeliveryFilter NOTHING = new DeliveryFilter(Set.of("nothing"), Criteria.ANY);

    private final PushHouse house;
    private final Caller caller;
    private final PushRules rules;
    private final Set<String> channels = new LinkedHashSet<>();

    private PushStay(PushHouse house, Caller caller) {
        this.house = house;
        this.caller = caller;
        this.rules = house.settings().rules();
    }

    /** Empty if the user has too many connections. */
    static Optional<PushStay> begin(PushHouse house, Caller caller) {
        return house.users().enter(caller.subject()) ? Optional.of(new PushStay(house, caller)) : Optional.empty();
    }

    Caller caller() {
        return caller;
    }

    /** Once: the own channel, for which there is always room. */
    CompletionStage<Void> hearOwn() {
        channels.add(caller.subject());
        return house.channels().want(caller.subject());
    }

    /** @return those that it has now, when what is published there will be in the log; without those that it may not have */
    CompletionStage<List<String>> subscribe(Set<String> wanted) {
        List<String> granted = new ArrayList<>();
        List<CompletableFuture<Void>> heard = new ArrayList<>();
        for (String channel : wanted) {
            if (channels.contains(channel)) {
                granted.add(channel);
            } else if (mayHave(channel) && house.users().take(caller.subject(), channel)) {
                channels.add(channel);
                granted.add(channel);
                heard.add(house.channels().want(channel).toCompletableFuture());
            }
        }
        return CompletableFuture.allOf(heard.toArray(CompletableFuture[]::new)).thenApply(all -> granted);
    }

    void unsubscribe(Set<String> unwanted) {
        for (String channel : unwanted) {
            if (channels.remove(channel)) {
                house.users().drop(caller.subject(), channel);
                house.channels().unwant(channel);
            }
        }
    }

    /** Once. */
    void end() {
        house.users().leave(caller.subject(), channels);
        channels.forEach(house.channels()::unwant);
        channels.clear();
    }

    Subscription subscription() {
        NamespaceRule rule = house.tokens().rule();
        Set<String> heard = channels.isEmpty() ? Set.of(caller.subject()) : channels;
        Set<ChannelKey> keys = heard.stream()
                .flatMap(channel -> rules.heard(channel).stream())
                .map(channel -> new ChannelKey(rule.tenant(), channel))
                .collect(Collectors.toSet());
        DeliveryFilter filter = channels.isEmpty() ? NOTHING : DeliveryFilter.NONE;
        // With an audience its place is one in all partitions of the tenant, so that channels can come and go.
        return new Subscription(keys, caller.roles(), filter, new Audience(rule.name(), heard));
    }

    private boolean mayHave(String channel) {
        return rules.mayListen(caller, channel) && !house.channels().isForeign(channel);
    }
}
