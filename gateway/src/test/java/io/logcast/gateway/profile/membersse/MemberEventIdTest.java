package io.logcast.gateway.profile.membersse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.cursor.Cursor;
import io.logcast.cursor.Epoch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemberEventIdTest {

    private static final Epoch EPOCH = new Epoch("k3");

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 61, 62, 18_422, Integer.MAX_VALUE, 200_000_000_000_000L})
    void id_isTwelveLettersAndDigits_andComesBackAsThePlace(long next) {
        String id = id(7, next);

        assertThat(id).matches("[A-Za-z0-9]{12}");
        assertThat(MemberEventId.read(id, EPOCH, 7)).contains(Cursor.of(EPOCH, 7, next));
    }

    @Test
    void id_ofAnotherPartitionOrEpoch_isNoPlace() {
        assertThat(MemberEventId.read(id(7, 5), EPOCH, 6)).isEmpty();
        assertThat(MemberEventId.read(id(7, 5), new Epoch("k4"), 7)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "aB3dE5gH7jK9", "000000000000", "k3:7-18422", "00000000000", "0000000000000", "00000000000ß"
            })
    void otherTexts_areNoPlace(String text) {
        assertThat(MemberEventId.read(text, EPOCH, 7)).isEmpty();
    }

    @Test
    void ids_ascendAsTexts() {
        assertThat(LongStream.iterate(1, next -> next * 3 + 1).limit(25).mapToObj(next -> id(7, next)))
                .isSorted();
    }

    private static String id(int partition, long next) {
        return new String(MemberEventId.of(Cursor.of(EPOCH, partition, next)), US_ASCII);
    }
}
