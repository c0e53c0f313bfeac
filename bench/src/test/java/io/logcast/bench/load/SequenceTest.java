package io.logcast.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SequenceTest {

    private final Tally tally = new Tally();
    private final Sequence sequence = new Sequence();

    @Test
    void sequence_withoutExpectation_beginsAnywhere() {
        take(7, 8, 9);
        assertCounts(0, 0, 0);
    }

    @Test
    void sequence_expectedFromZero_missesWhatCameNotFirst() {
        sequence.expect(0);
        take(2, 3);
        assertCounts(2, 0, 0);
    }

    @Test
    void sequence_sameNumberTwice_isDoubled() {
        take(1, 2, 2, 1);
        assertCounts(0, 2, 0);
    }

    @Test
    void sequence_laterThanItsSuccessor_isDisorderedNotLost() {
        take(1, 3, 2, 4);
        assertCounts(0, 0, 1);
    }

    @Test
    void sequence_hole_isLost() {
        take(1, 200, 201);
        assertCounts(198, 0, 0);
    }

    private void take(long... numbers) {
        for (long number : numbers) {
            sequence.take(number, tally);
        }
    }

    private void assertCounts(long lost, long doubled, long disordered) {
        assertThat(tally.lost).as("lost").isEqualTo(lost);
        assertThat(tally.doubled).as("doubled").isEqualTo(doubled);
        assertThat(tally.disordered).as("disordered").isEqualTo(disordered);
    }
}
