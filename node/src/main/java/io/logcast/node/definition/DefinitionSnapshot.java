package io.logcast.node.definition;

import io.logcast.channel.StreamId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.stream.EventSelector;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All stream definitions at one moment, immutable, indexed for each question that is asked of them. */
public final class DefinitionSnapshot {

    public static final DefinitionSnapshot EMPTY = of(List.of());

    private final Map<StreamKey, StreamDefinition> byKey;
    private final Map<TenantId, List<StreamDefinition>> byTenant;
    private final Map<TypeOfTenant, List<StreamDefinition>> byType;

    private DefinitionSnapshot(List<StreamDefinition> sorted) {
        byKey = sorted.stream().collect(Collectors.toUnmodifiableMap(StreamDefinition::key, Function.identity()));
        byTenant = sorted.stream()
                .collect(Collectors.groupingBy(StreamDefinition::tenant, Collectors.toUnmodifiableList()));
        byType = indexByType(sorted);
    }

    /** @param definitions no two of one key */
    public static DefinitionSnapshot of(Collection<StreamDefinition> definitions) {
        return new DefinitionSnapshot(definitions.stream()
                .sorted(Comparator.comparing(StreamDefinition::id))
                .toList());
    }

    public int size() {
        return byKey.size();
    }

    public Optional<StreamDefinition> find(StreamKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The tenant's definitions, sorted by id. */
    public List<StreamDefinition> of(TenantId tenant) {
        return byTenant.getOrDefault(tenant, List.of());
    }

    /** Those who have streams. */
    public Set<TenantId> tenants() {
        return byTenant.keySet();
    }

    /** The streams of that id of all tenants; looks at every definition. */
    public List<StreamDefinition> named(StreamId id) {
        return byKey.values().stream().filter(stream -> stream.id().equals(id)).toList();
    }

    /** The tenant's definitions with a selector of that type, sorted by id. */
    public List<StreamDefinition> taking(TenantId tenant, EventType type) {
        return byType.getOrDefault(new TypeOfTenant(tenant, type), List.of());
    }

    private static Map<TypeOfTenant, List<StreamDefinition>> indexByType(List<StreamDefinition> sorted) {
        Map<TypeOfTenant, List<StreamDefinition>> index = new HashMap<>();
        for (StreamDefinition stream : sorted) {
            for (EventType type : typesOf(stream)) {
                index.computeIfAbsent(new TypeOfTenant(stream.tenant(), type), any -> new ArrayList<>())
                        .add(stream);
            }
        }
        index.replaceAll((type, streams) -> List.copyOf(streams));
        return index;
    }

    private static Set<EventType> typesOf(StreamDefinition stream) {
        return stream.events().stream().map(EventSelector::type).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private record TypeOfTenant(TenantId tenant, EventType type) {}
}
