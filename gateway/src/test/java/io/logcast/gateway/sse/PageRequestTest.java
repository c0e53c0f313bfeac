package io.logcast.gateway.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.field.InvalidField;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PageRequestTest {

    @Test
    void of_nothing_isAHundredAtOnce() {
        assertThat(of("")).isEqualTo(new PageRequest(100, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"0s, 0", "500ms, 500", "20s, 20000", "1m, 60000"})
    void of_wait_isATimeWithItsUnit(String wait, long millis) {
        assertThat(of("limit=7&wait=" + wait)).isEqualTo(new PageRequest(7, Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "-1s", "61s", "2m", "soon", "9999999999s"})
    void of_anotherWait_isRefusedWithTheLimit(String wait) {
        assertThatThrownBy(() -> of("wait=" + wait))
                .isInstanceOf(InvalidField.class)
                .hasMessage("wait must be a time such as 500ms or 20s, at most 60s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "1001", "many"})
    void of_anotherLimit_isRefusedWithTheLimit(String limit) {
        assertThatThrownBy(() -> of("limit=" + limit))
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith("limit must be ")
                .hasMessageEndingWith("1 to 1000");
    }

    private static PageRequest of(String query) {
        MutableHttpRequest<?> request = HttpRequest.GET("/v1/events");
        for (String parameter : query.split("&", -1)) {
            String[] nameAndValue = parameter.split("=", -1);
            request.getParameters().add(nameAndValue[0], nameAndValue[nameAndValue.length - 1]);
        }
        return PageRequest.of(request);
    }
}
