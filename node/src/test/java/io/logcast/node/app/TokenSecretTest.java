package io.logcast.node.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenSecretTest {

    private static final String KEY = "micronaut.security.token.jwt.signatures.secret.generator.secret";

    @Test
    void secret_missing_stopsTheStartWithOneClearReason() {
        Throwable failure = catchThrowable(() -> start(Map.of()));

        assertThat(Launch.reasonOf(failure)).contains("LOGCAST_JWT_SECRET must have at least 32 bytes, it has 0");
    }

    @Test
    void secret_tooShort_stopsTheStartWithoutShowingIt() {
        Throwable failure = catchThrowable(() -> start(Map.of(KEY, "too-short-by-far")));

        assertThat(Launch.reasonOf(failure)).contains("LOGCAST_JWT_SECRET must have at least 32 bytes, it has 16");
    }

    @Test
    void secret_longEnough_startsAndIsNeverPrinted() {
        String secret = "x".repeat(32);
        try (ApplicationContext context = start(Map.of(KEY, secret))) {
            assertThat(context.getBean(TokenSecret.class).toString()).doesNotContain(secret);
        }
    }

    private static ApplicationContext start(Map<String, Object> properties) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(properties)
                .start();
    }
}
