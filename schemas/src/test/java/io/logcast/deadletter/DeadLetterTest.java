package io.logcast.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    @Test
    void headers_keepTheRecordsOwn_andAddReasonStageAndKey() {
        Headers original = new RecordHeaders().add("content-type", "application/json".getBytes(UTF_8));

        DeadLetter letter = letter("k".getBytes(UTF_8), original);

        assertThat(Arrays.stream(letter.headers().toArray())
                        .map(header -> header.key() + "=" + new String(header.value(), UTF_8)))
                .containsExactly(
                        "content-type=application/json",
                        "logcast.reason=tenant is required",
                        "logcast.stage=parse",
                        "logcast.key=k");
        assertThat(original.toArray()).hasSize(1);
        assertThat(letter.recordKey()).isEqualTo("logcast.events/3/18422");
    }

    @Test
    void headers_recordWithoutKey_haveNoKey() {
        assertThat(letter(null, new RecordHeaders()).headers().lastHeader(DeadLetter.KEY))
                .isNull();
    }

    private static DeadLetter letter(byte[] key, Headers original) {
        return new DeadLetter(
                "logcast.events",
                3,
                18422,
                DeadLetter.Stage.PARSE,
                "tenant is required",
                key,
                new byte[] {1},
                original);
    }
}
