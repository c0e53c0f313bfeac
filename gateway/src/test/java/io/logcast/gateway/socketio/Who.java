package io.logcast.gateway.socketio;

import java.util.Set;

/** Selectors, as tests say it. */
final class Who {

    private Who() {}

    static Selector all(String namespace) {
        return new Selector(namespace, Set.of(), Set.of());
    }

    static Selector in(String namespace, String... rooms) {
        return new Selector(namespace, Set.of(rooms), Set.of());
    }

    static Selector except(Selector some, String... rooms) {
        return new Selector(some.namespace(), some.rooms(), Set.of(rooms));
    }
}
