package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.event.TenantId;
import io.logcast.gateway.redis.RedisSettings.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class PacketDoorTest {

    private static final Channels CHANNELS = new Channels("socket.io");
    private static final Uid SELF = Uid.anew();

    private final RecordingAdapter adapter = new RecordingAdapter();
    private final RedisCounters counters = new RedisCounters();
    private final List<String> logged = new ArrayList<>();
    private final PacketDoor direct = door(Route.DIRECT);
    private final PacketDoor throughLog = door(Route.LOG);

    @Test
    void packet_ofAnyVersion_isDeliveredOnce() throws Exception {
        for (Emitters.Published published : Emitters.all()) {
            if (published.call().equals("to(r1).to(r2).emit(msg)")) {
                direct.read(published.channel(), published.message());
            }
        }

        assertThat(adapter.deeds()).hasSize(9).containsOnly("/ [r1, r2] [\"msg\"]");
        assertThat(counters.of(Tally.COPIES)).isEqualTo(2);
    }

    @Test
    void packet_forExceptedRooms_isNotForThem() throws Exception {
        Emitters.Published published = Emitters.of("5.1.0", "except").get(0);

        direct.read(published.channel(), published.message());

        assertThat(adapter.deeds()).containsExactly("/axr [a, b] but [c] [\"msg\",1]");
    }

    @Test
    void packet_ofANamespaceWithoutSlash_isForTheOneWithIt() throws Exception {
        Emitters.Published published =
                Emitters.of("3.1.1", "of(\"axr\") no slash").get(0);

        direct.read(published.channel(), published.message());

        assertThat(adapter.deeds()).containsExactly("/axr [] [\"m\"]");
    }

    @Test
    void packet_onAChannelOfAnotherNamespace_isNotTaken() throws Exception {
        read(direct, "socket.io#/shop#", "['emitter',{'type':2,'data':['m'],'nsp':'/'},{}]");

        assertThat(adapter.deeds()).isEmpty();
        assertThat(counters.of(Tally.MISDIRECTED)).isEqualTo(1);
    }

    @Test
    void packet_ofThisGateway_isNotTakenAgain() throws Exception {
        read(direct, "socket.io#/#", "['" + SELF.text() + "',{'type':2,'data':['m'],'nsp':'/'},{}]");

        assertThat(adapter.deeds()).isEmpty();
        assertThat(counters.of(Tally.OWN)).isEqualTo(1);
    }

    @Test
    void questions_ofTheStreamsAdapter_areNobodysBusiness() throws Exception {
        read(direct, "socket.io#/acme#", "{'type':7,'uid':'0123','nsp':'/acme','data':{'requestId':'q','opts':{}}}");

        assertThat(adapter.deeds()).isEmpty();
        assertThat(counters.of(Tally.IGNORED_REQUESTS)).isEqualTo(1);
    }

    @Test
    void packet_goesToTheLog_andNotToSocketsAsWell() throws Exception {
        read(throughLog, "socket.io#/acme#r#", "['emitter',{'type':2,'data':['m',1],'nsp':'/acme'},{'rooms':['r']}]");

        assertThat(logged).containsExactly("/acme [r] [] [\"m\",1]");
        assertThat(adapter.deeds()).isEmpty();
    }

    @Test
    void packet_thatIsVolatile_isNeverLogged() throws Exception {
        read(
                throughLog,
                "socket.io#/acme#",
                "['emitter',{'type':2,'data':['m'],'nsp':'/acme'},{'flags':{'volatile':true}}]");

        assertThat(logged).isEmpty();
        assertThat(adapter.deeds()).containsExactly("volatile /acme [] [\"m\"]");
    }

    @Test
    void packet_ofANamespaceWithoutTenant_isDeliveredDirectly_andCounted() throws Exception {
        read(throughLog, "socket.io#/nobody#", "['emitter',{'type':2,'data':['m'],'nsp':'/nobody'},{}]");

        assertThat(logged).isEmpty();
        assertThat(adapter.deeds()).containsExactly("/nobody [] [\"m\"]");
        assertThat(counters.of(Tally.WITHOUT_TENANT)).isEqualTo(1);
    }

    @Test
    void packet_ofAnotherGateway_isDeliveredDirectly_forItWasSentPastTheLog() throws Exception {
        read(throughLog, "socket.io#/acme#", "['" + Uid.anew().text() + "',{'type':2,'data':['m'],'nsp':'/acme'},{}]");

        assertThat(logged).isEmpty();
        assertThat(adapter.deeds()).containsExactly("/acme [] [\"m\"]");
    }

    private PacketDoor door(Route route) {
        PacketLog log = (id, namespace, rooms, except, event) -> {
            logged.add(namespace + " " + rooms + " " + except + " " + event);
            return CompletableFuture.completedFuture(null);
        };
        NamespaceTenants tenants =
                namespace -> namespace.equals("/acme") ? Optional.of(new TenantId("acme")) : Optional.empty();
        LogRoute toLog = new LogRoute(
                new SharedLog().recent(),
                () -> WriterLease.Turn.MINE,
                10,
                new Kept.Limits(10, 1_000, Duration.ofSeconds(10)),
                counters,
                Runnable::run,
                System::nanoTime);
        PacketRoute packets = new PacketRoute(route, adapter, toLog, log, tenants, counters);
        return new PacketDoor(CHANNELS, SELF, new MessageIds(), packets, counters);
    }

    private static void read(PacketDoor door, String channel, String packet) throws Unreadable {
        door.read(channel, packet.replace('\'', '"').getBytes(UTF_8));
    }
}
