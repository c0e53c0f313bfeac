package io.logcast.publish.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process as an operator meets it. */
@Timeout(120)
class PublisherApplicationTest {

    @Test
    void secret_missing_endsTheStartWithOneLineAndExitCode1() throws Exception {
        Process process = start(null);

        assertRefused(process, "it has 0");
    }

    @ParameterizedTest
    @ValueSource(strings = "short-secret")
    void secret_short_endsTheStartWithoutShowingIt(String secret) throws Exception {
        Process process = start(secret);

        assertThat(assertRefused(process, "it has 12")).doesNotContain(secret);
    }

    private static String assertRefused(Process process, String why) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(1);
        assertThat(output.lines().filter(line -> line.contains("ERROR")))
                .singleElement()
                .asString()
                .endsWith("The publisher does not start: LOGCAST_JWT_SECRET must have at least 32 bytes, " + why);
        return output;
    }

    private static Process start(String secret) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        // The testkit's own settings would come first.
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PublisherApplication.class.getName()))
                .redirectErrorStream(true);
        builder.environment().remove("LOGCAST_JWT_SECRET");
        builder.environment().put("LOGCAST_PORT", "0");
        if (secret != null) {
            builder.environment().put("LOGCAST_JWT_SECRET", secret);
        }
        return builder.start();
    }
}
