package io.logcast.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.channel.Channel;
import io.logcast.event.TenantId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanesTest {

    private static final Channel ORDERS = Channel.parse("channel", "stream/orders");

    /** Positions that clients hold depend on these numbers: when this fails, every cursor in the world breaks. */
    @ParameterizedTest
    @CsvSource({
        "acme,        stream/orders, 12, 1, 0",
        "acme,        user/ann,      12, 1, 0",
        "globex,      stream/orders, 12, 1, 7",
        "core,        stream/orders, 12, 1, 2",
        "acme,        stream/orders, 12, 4, 3",
        "acme,        user/ann,      12, 4, 2",
        "acme,        room/lobby,    12, 4, 2",
        "acme,        stream/orders,  1, 1, 0"
    })
    void partitionOf_isForEver(String tenant, String channel, int partitions, int lanes, int expected) {
        assertThat(new Lanes(partitions, lanes).partitionOf(new TenantId(tenant), Channel.parse("channel", channel)))
                .isEqualTo(expected);
    }

    @Test
    void partitionOf_staysInTheTenantsLanes_roundTheEndToo() {
        Lanes lanes = new Lanes(5, 3);
        for (int t = 0; t < 200; t++) {
            TenantId tenant = new TenantId("t" + t);
            int first = Lanes.single(5).partitionOf(tenant, ORDERS);
            for (int c = 0; c < 20; c++) {
                int partition = lanes.partitionOf(tenant, Channel.parse("channel", "room/" + c));
                assertThat(Math.floorMod(partition - first, 5)).isLessThan(3);
                assertThat(lanes.partitionsOf(tenant)).hasSize(3).contains(partition);
            }
        }
    }

    @Test
    void single_allChannelsOfATenant_shareOnePartition() {
        TenantId acme = new TenantId("acme");

        assertThat(IntStream.range(0, 100)
                        .map(c -> Lanes.single(12).partitionOf(acme, Channel.parse("channel", "room/" + c)))
                        .distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "3,4", "-1,-1"})
    void lanes_outOfRange_isRefused(int partitions, int lanes) {
        assertThatThrownBy(() -> new Lanes(partitions, lanes)).hasMessageStartingWith("lanes must be 1 to ");
    }
}
