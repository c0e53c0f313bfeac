package io.logcast.standalone.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** curl, and every byte that it has got so far, heads of responses included. */
final class CurlStream implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final StringBuilder received = new StringBuilder();

    private CurlStream(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "curl");
        reader.setDaemon(true);
        reader.start();
    }

    /** Not run, and says so, where there is no curl; on a machine of CI it fails. */
    static CurlStream open(String... arguments) {
        // Not -i: curl writes a head that way only together with the first of the body.
        List<String> command = new ArrayList<>(List.of("curl", "-sSN", "-D", "-"));
        command.addAll(List.of(arguments));
        try {
            return new CurlStream(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            String message = "NOT RUN: curl is missing (apt-get install curl)";
            System.out.println(message);
            if ("true".equals(System.getenv("CI"))) {
                fail(message);
            }
            Assumptions.abort(message);
            throw new IllegalStateException(e);
        }
    }

    synchronized String received() {
        return received.toString();
    }

    /** What stands behind the head. */
    String body() {
        String all = received();
        int end = all.indexOf("\r\n\r\n");
        return end < 0 ? "" : all.substring(end + 4);
    }

    CurlStream awaitHead() {
        return await(all -> all.contains("\r\n\r\n"));
    }

    CurlStream awaitBody(Predicate<String> condition) {
        return await(all -> condition.test(body()));
    }

    private CurlStream await(Predicate<String> condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(received()).matches(condition));
        return this;
    }

    private void read() {
        try (InputStream output = process.getInputStream()) {
            byte[] some = new byte[8192];
            for (int count = output.read(some); count >= 0; count = output.read(some)) {
                add(new String(some, 0, count, UTF_8));
            }
        } catch (IOException e) {
            // It was ended.
        }
    }

    private synchronized void add(String text) {
        received.append(text);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
