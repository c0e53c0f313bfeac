package io.logcast.gateway.replay;

import static io.logcast.gateway.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.gateway.Samples;
import io.logcast.gateway.tail.Slice;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.stream.Roles;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class BlockTest {

    @Test
    void slice_hasAtMost256Entries() {
        Slice.Entries slice = block(entries(0, 300), 300).slice(10);

        assertThat(slice.entries()).hasSize(256);
        assertThat(slice.next()).isEqualTo(266);
    }

    @Test
    void slice_ofLargeEntries_endsAt128KiB() {
        List<TailEntry> large =
                LongStream.range(0, 10).mapToObj(BlockTest::of50KiB).toList();

        assertThat(block(large, 10).slice(0).entries()).hasSize(3);
    }

    @Test
    void slice_goesOnBehindTheMarkersThatFollowIt() {
        List<TailEntry> entries = LongStream.range(0, 300)
                .mapToObj(number -> Samples.entry(number * 5))
                .toList();

        assertThat(block(entries, 1500).slice(0).next()).isEqualTo(256 * 5);
    }

    @Test
    void slice_fromAHole_beginsWithWhatComesNext() {
        List<TailEntry> entries = List.of(Samples.entry(3), Samples.entry(8));

        assertThat(block(entries, 12).slice(4)).isEqualTo(new Slice.Entries(entries.subList(1, 2), 12));
    }

    @Test
    void slice_behindTheLastEntry_isEmptyAndEndsWithTheBlock() {
        assertThat(block(entries(0, 5), 12).slice(5)).isEqualTo(new Slice.Entries(List.of(), 12));
    }

    @Test
    void block_ofMarkersOnly_coversThem() {
        Block block = new Block(0, 5, 9, List.of(), false);

        assertThat(block.covers(4)).isFalse();
        assertThat(block.covers(5)).isTrue();
        assertThat(block.covers(8)).isTrue();
        assertThat(block.covers(9)).isFalse();
    }

    @Test
    void block_thatHasNoExtent_isRefused() {
        assertThatThrownBy(() -> new Block(0, 5, 5, List.of(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 to 5");
    }

    private static Block block(List<TailEntry> entries, long next) {
        return new Block(0, 0, next, entries, false);
    }

    private static List<TailEntry> entries(long from, long until) {
        return LongStream.range(from, until).mapToObj(Samples::entry).toList();
    }

    private static TailEntry of50KiB(long offset) {
        return new TailEntry(offset, ORDERS, Roles.NONE, "orders:created", null, null, new byte[50 << 10]);
    }
}
