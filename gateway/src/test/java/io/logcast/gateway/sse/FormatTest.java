package io.logcast.gateway.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.node.http.ProblemException;
import io.micronaut.http.MediaType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormatTest {

    @Test
    void of_nothingAccepted_isSse() {
        assertThat(Format.of(List.of())).isEqualTo(Format.SSE);
    }

    @ParameterizedTest
    @CsvSource({
        "text/event-stream, SSE",
        "*/*, SSE",
        "text/*, SSE",
        "application/x-ndjson, NDJSON",
        "Application/JSON, PAGE",
        "application/json;charset=utf-8, PAGE",
    })
    void of_oneType_isTheFormatThatItMeans(String accepted, Format format) {
        assertThat(Format.of(List.of(MediaType.of(accepted)))).isEqualTo(format);
    }

    @Test
    void of_several_isTheOneWithTheHighestQuality() {
        assertThat(Format.of(List.of(
                        MediaType.of("text/html"),
                        MediaType.of("application/json;q=0.5"),
                        MediaType.of("application/x-ndjson;q=0.9"))))
                .isEqualTo(Format.NDJSON);
    }

    @Test
    void of_othersOnly_isRefusedWithWhatIsOffered() {
        assertThatThrownBy(() -> Format.of(List.of(MediaType.of("text/html"), MediaType.of("application/json;q=0"))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(406))
                .hasMessage("Accept must allow one of text/event-stream, application/x-ndjson, application/json");
    }
}
