package io.logcast.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoomCensusTest {

    private final List<String> told = new ArrayList<>();
    private final RoomCensus census = new RoomCensus();

    @Test
    void room_isOpenAsLongAsALoopHasSocketsInIt() {
        census.watch("/axr", new Recorder());
        RoomCensus.Count rooms = census.of("/axr").orElseThrow();

        rooms.entered("a");
        rooms.entered("a");
        rooms.entered("b");
        rooms.left("a");
        rooms.left("b");
        rooms.left("a");
        rooms.entered("a");

        assertThat(told).containsExactly("+/axr a", "+/axr b", "-/axr b", "-/axr a", "+/axr a");
        assertThat(rooms.loops()).containsOnlyKeys("a");
    }

    @Test
    void namespace_thatNobodyWatches_isNotCounted() {
        census.watch("/axr", new Recorder());

        assertThat(census.of("/other")).isEmpty();
    }

    private final class Recorder implements Adapter.RoomWatcher {

        @Override
        public void opened(String namespace, String room) {
            told.add("+" + namespace + " " + room);
        }

        @Override
        public void closed(String namespace, String room) {
            told.add("-" + namespace + " " + room);
        }
    }
}
