package io.logcast.node.definition;

import io.logcast.channel.StreamId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.stream.Criteria;
import io.logcast.stream.EventSelector;
import io.logcast.stream.Roles;
import io.logcast.stream.StreamDefinition;
import java.util.Arrays;

/** Small definitions for tests. */
final class Definitions {

    private Definitions() {}

    /** @param types {@code namespace:name} */
    static StreamDefinition stream(String tenant, String id, String... types) {
        return new StreamDefinition(
                new TenantId(tenant),
                new StreamId(id),
                id,
                null,
                true,
                Roles.NONE,
                Arrays.stream(types)
                        .map(type -> new EventSelector(EventType.parse(type), Criteria.ANY, null, Roles.NONE))
                        .toList());
    }
}
