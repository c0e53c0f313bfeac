package io.logcast.gateway.tail;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** Slots by index, as many as a power of two; a full one is replaced by one twice as large. */
final class Ring {

    private static final int SMALLEST = 64;

    private final AtomicReferenceArray<Slot> slots;

    Ring() {
        this(SMALLEST);
    }

    private Ring(int capacity) {
        slots = new AtomicReferenceArray<>(capacity);
    }

    int capacity() {
        return slots.length();
    }

    /** Null if that entry is no longer here, or was never here. */
    Slot get(long index) {
        Slot slot = slots.get(place(index));
        return slot == null || slot.index() != index ? null : slot;
    }

    void add(Slot slot) {
        slots.set(place(slot.index()), slot);
    }

    void remove(long index) {
        slots.set(place(index), null);
    }

    Ring grown(long first, long end) {
        Ring larger = new Ring(2 * capacity());
        for (long index = first; index < end; index++) {
            larger.add(get(index));
        }
        return larger;
    }

    private int place(long index) {
        return (int) index & (slots.length() - 1);
    }
}
