package io.logcast.gateway.fanout;

import static io.logcast.gateway.Samples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.channel.Channel;
import io.logcast.channel.StreamId;
import io.logcast.delivery.ChannelKey;
import io.logcast.event.TenantId;
import io.logcast.stream.Roles;
import io.logcast.topic.Lanes;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SubscriptionTest {

    private static final Lanes LANES = new Lanes(12, 2);

    @Test
    void severalTenants_areReadInThePartitionsOfEach() {
        Subscription several = new Subscription(channels("acme", "globex", "initech"), Roles.NONE, DeliveryFilter.NONE);

        Set<Integer> partitions = new HashSet<>();
        several.channels().forEach(key -> partitions.add(LANES.partitionOf(key.tenant(), key.channel())));
        assertThat(several.partitions(LANES)).isEqualTo(partitions);
    }

    @Test
    void socketOfSeveralTenants_standsInAllTheirPartitions() {
        Subscription several = new Subscription(
                channels("acme", "globex"), Roles.NONE, DeliveryFilter.NONE, new Audience("/", Set.of()));

        assertThat(several.partitions(LANES))
                .containsAll(LANES.partitionsOf(ACME))
                .containsAll(LANES.partitionsOf(new TenantId("globex")));
    }

    @Test
    void readerOfOneTenant_isThatTenant_andOfSeveralThePlatform() {
        assertThat(new Subscription(channels("acme"), Roles.NONE, DeliveryFilter.NONE).reader())
                .isEqualTo(ACME);
        assertThat(new Subscription(channels("acme", "globex"), Roles.NONE, DeliveryFilter.NONE).reader())
                .isEqualTo(TenantId.CORE);
    }

    private static Set<ChannelKey> channels(String... tenants) {
        return Stream.of(tenants)
                .map(tenant -> new ChannelKey(new TenantId(tenant), Channel.stream(new StreamId("s"))))
                .collect(Collectors.toSet());
    }
}
