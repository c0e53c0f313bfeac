package io.logcast.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.logcast.delivery.Delivery;
import io.logcast.event.Event;
import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.stream.Roles;
import io.logcast.stream.StreamDefinition;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProjectorTest {

    private static final EventPosition POSITION = new EventPosition(4, 18422);

    @Test
    void project_severalStreams_areSortedById_andNumberedFromZero() {
        Projection projection = project(
                Samples.ORDER,
                Samples.orders("acme/b", ",\"map\":{}"),
                Samples.orders("acme/c", ""),
                Samples.orders("acme/a", ""));

        assertThat(projection.deliveries())
                .extracting(delivery -> delivery.recordKey() + " " + delivery.source())
                .containsExactly("acme/stream/a 4:18422#0", "acme/stream/b 4:18422#1", "acme/stream/c 4:18422#2");
    }

    @Test
    void project_otherTenantsTypesAndCriteria_takeNothing() {
        Projection projection = project(
                Samples.ORDER,
                Samples.orders("globex/a", ""),
                Samples.stream("acme/b", "{\"events\":[{\"namespace\":\"orders\",\"name\":\"Placed\"}]}"),
                Samples.orders("acme/c", ",\"criteria\":{\"context\":{\"region\":\"us\"}}"),
                Samples.orders("acme/d", ",\"criteria\":{\"correlationId\":\"cart-8\"}"));

        assertThat(projection.deliveries()).isEmpty();
        assertThat(projection.refusals()).isEmpty();
    }

    @Test
    void project_firstSelectorThatTakesTheEvent_decides() {
        StreamDefinition stream = Samples.stream("acme/s", """
                {"subscriberRoles":["sales"],"events":[
                {"namespace":"orders","name":"placed","criteria":{"context":{"region":"us"}},"map":{"first":"id"}},
                {"namespace":"orders","name":"placed","map":{"second":"id"},"roles":["audit"]},
                {"namespace":"orders","name":"placed","map":{"third":"id"}}]}""");

        Delivery delivery = project(Samples.ORDER, stream).deliveries().get(0);

        assertThat(text(delivery)).endsWith("\"second\":\"o-17\"}");
        assertThat(delivery.roles()).isEqualTo(Roles.of("audit"));
    }

    @Test
    void project_rolesOfTheStream_areThoseOfTheDelivery() {
        StreamDefinition closed = Samples.stream(
                "acme/s",
                "{\"subscriberRoles\":[\"sales\"],\"events\":[{\"namespace\":\"orders\",\"name\":\"placed\"}]}");
        StreamDefinition open = Samples.stream(
                "acme/t",
                "{\"publicSubscribe\":true,\"subscriberRoles\":[\"sales\"],\"events\":[{\"namespace\":\"orders\",\"name\":\"placed\"}]}");

        assertThat(project(Samples.ORDER, closed, open).deliveries())
                .extracting(delivery -> delivery.roles().toHeader())
                .containsExactly("sales,stream-listener", "");
    }

    @Test
    void project_addressedEvent_alsoGoesToItsChannel_whole_withoutRoles_last() {
        Projection projection =
                project(Samples.order("to", "user/ann"), Samples.orders("acme/s", ",\"map\":{},\"roles\":[\"audit\"]"));

        assertThat(projection.deliveries())
                .extracting(Delivery::recordKey, delivery -> delivery.source().index())
                .containsExactly(tuple("acme/stream/s", 0), tuple("acme/user/ann", 1));
        Delivery direct = projection.deliveries().get(1);
        assertThat(direct.roles()).isEqualTo(Roles.NONE);
        assertThat(text(direct)).startsWith("{\"id\":\"o-17\"").contains("\"payload\":{\"total\":19.90");
    }

    @Test
    void project_valueAboveTheLimit_isRefused_andTheOthersKeepTheirPositions() {
        String large = Samples.ORDER.replace("\"A1\"", "\"" + "x".repeat(800_000) + "\"");
        StreamDefinition tooMuch =
                Samples.orders("acme/b", ",\"map\":{\"one\":\"payload\",\"two\":\"payload\",\"three\":\"payload\"}");

        Projection projection =
                project(large, Samples.orders("acme/a", ""), tooMuch, Samples.orders("acme/c", ",\"map\":{}"));

        assertThat(projection.deliveries())
                .extracting(delivery -> delivery.source().toString())
                .containsExactly("4:18422#0", "4:18422#2");
        assertThat(projection.refusals())
                .singleElement()
                .asString()
                .matches("stream/b: the projected value must have at most 2097152 bytes, it has 24\\d{5}");
    }

    /** Kept whole before it is measured, it would be an OutOfMemoryError in a small heap, at every start anew. */
    @Test
    void project_mapThatRepeatsALargePayload_isRefusedWithoutKeepingIt() {
        String large = Samples.ORDER.replace("\"A1\"", "\"" + "x".repeat(1_000_000) + "\"");
        String map = IntStream.range(0, 100)
                .mapToObj(i -> "\"m" + i + "\":\"payload\"")
                .collect(Collectors.joining(",", ",\"map\":{", "}"));
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Event event = Samples.event(large);
        DefinitionSnapshot definitions = DefinitionSnapshot.of(List.of(Samples.orders("acme/s", map)));
        long before = threads.getCurrentThreadAllocatedBytes();

        Projection projection = Projector.project(event, POSITION, definitions);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000_000);
        assertThat(projection.refusals()).singleElement().asString().matches(".*, it has 1000\\d{5}");
    }

    private static Projection project(String cloudEvent, StreamDefinition... streams) {
        return Projector.project(Samples.event(cloudEvent), POSITION, DefinitionSnapshot.of(List.of(streams)));
    }

    private static String text(Delivery delivery) {
        return new String(delivery.json(), UTF_8);
    }
}
