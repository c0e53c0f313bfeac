package io.logcast.node.definition;

import static io.logcast.node.definition.Definitions.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.stream.StreamDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionSnapshotTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final EventType PAID = EventType.parse("shop:paid");

    private final StreamDefinition orders = stream("acme", "orders", "shop:ordered", "shop:paid", "shop:paid");
    private final StreamDefinition money = stream("acme", "money", "shop:paid");
    private final StreamDefinition foreign = stream("other", "orders", "shop:paid");
    private final DefinitionSnapshot snapshot = DefinitionSnapshot.of(List.of(orders, foreign, money));

    @Test
    void find_knowsTenantAndId() {
        assertThat(snapshot.find(foreign.key())).contains(foreign);
        assertThat(snapshot.find(stream("other", "money", "a:b").key())).isEmpty();
    }

    @Test
    void of_isSortedByIdAndOfThatTenantOnly() {
        assertThat(snapshot.of(ACME)).containsExactly(money, orders);
        assertThat(snapshot.of(new TenantId("nobody"))).isEmpty();
    }

    @Test
    void taking_hasEachStreamOnceHoweverManySelectorsTakeTheType() {
        assertThat(snapshot.taking(ACME, PAID)).containsExactly(money, orders);
        assertThat(snapshot.taking(ACME, EventType.parse("shop:ordered"))).containsExactly(orders);
        assertThat(snapshot.taking(ACME, EventType.parse("shop:unknown"))).isEmpty();
    }
}
