package io.logcast.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "*:channel:*, a:channel:b, true",
        "*:channel:*, :channel:, true",
        "*:channel:*, a:channel, false",
        "*:channel:*, a:chan:channel:nel, true",
        "a*b, ab, true",
        "a*b, a, false",
        "a*ab, ab, false",
        "a*ab, aab, true",
        "*a*a, a, false",
        "exact, exact, true",
        "exact, exactly, false",
        "*, whatever, true"
    })
    void matches_asRedisDoes(String pattern, String text, boolean matches) {
        assertThat(Glob.matches(pattern, text)).isEqualTo(matches);
    }
}
