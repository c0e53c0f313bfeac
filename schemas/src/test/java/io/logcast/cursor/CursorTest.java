package io.logcast.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void toString_severalPartitions_isSortedByPartition() {
        Cursor cursor = Cursor.of(new Epoch("k3"), 7, 18422).with(2, 5);

        assertThat(cursor).hasToString("k3:2-5,7-18422");
        assertThat(cursor.next(7)).hasValue(18422);
        assertThat(cursor.next(8)).isEmpty();
    }

    @Test
    void with_doesNotTouchTheOldCursor() {
        Cursor old = Cursor.of(new Epoch("k3"), 7, 1);

        assertThat(old.with(7, 2)).hasToString("k3:7-2");
        assertThat(old).hasToString("k3:7-1");
    }

    @Test
    void parse_whatToStringWrote_isTheSameCursor() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Cursor cursor = anyCursor(random);
            assertThat(Cursor.parse(cursor.toString()))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(cursor);
        }
    }

    @Test
    void parse_anyText_isACursorOrAMalformedCursor() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = anyText(random);
            try {
                assertThat(Cursor.parse(text).positions()).isNotEmpty();
            } catch (MalformedCursor e) {
                assertThat(e).as("seed %d, round %d", seed, i).hasMessageStartingWith("is no cursor: ");
            }
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "k3",
                ":",
                "k3:",
                ":7-1",
                "k3:7",
                "k3:7-",
                "k3:-1",
                "k3:7--1",
                "k3:7-1,",
                "k3:,7-1",
                "k3:7-1,7-2",
                "K3:7-1",
                "k3:7-1 ",
                " k3:7-1",
                "k3:7-1234567890123456789",
                "k3:1234567-1",
                "k3:٧-1",
                "k3:7-1\n",
                "123456789:7-1",
                "k3:7-1;8-2",
                "latest",
                "k3:0x7-1"
            })
    void parse_noCursor_isRefused(String text) {
        assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(MalformedCursor.class);
    }

    @Test
    void parse_overTheLimits_isRefused() {
        StringBuilder text = new StringBuilder("k3:0-1");
        for (int partition = 1; partition <= Cursor.MAX_POSITIONS; partition++) {
            text.append(',').append(partition).append("-1");
        }

        assertThatThrownBy(() -> Cursor.parse(text.toString())).hasMessageContaining("1 to 100 positions");
        assertThatThrownBy(() -> Cursor.parse("k".repeat(3000))).hasMessageContaining("at most 2048 characters");
    }

    @Test
    void epoch_isShort_andDiffersByTopicPartitionsAndLanes() {
        Uuid topic = new Uuid(1, 2);

        assertThat(Epoch.of(topic, 12, 1))
                .isEqualTo(new Epoch("1bziisa"))
                .isEqualTo(Epoch.of(topic, 12, 1))
                .isNotEqualTo(Epoch.of(new Uuid(1, 3), 12, 1))
                .isNotEqualTo(Epoch.of(topic, 13, 1))
                .isNotEqualTo(Epoch.of(topic, 12, 2));
    }

    private static Cursor anyCursor(Random random) {
        TreeMap<Integer, Long> positions = new TreeMap<>();
        int count = 1 + random.nextInt(Cursor.MAX_POSITIONS);
        for (int i = 0; i < count; i++) {
            positions.put(random.nextInt(1_000), random.nextLong(1_000_000_000_000_000L));
        }
        return new Cursor(Epoch.of(new Uuid(random.nextLong(), random.nextLong()), 12, 1), positions);
    }

    private static String anyText(Random random) {
        String alphabet = "k3:7-1,0٧ \n";
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(14); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
