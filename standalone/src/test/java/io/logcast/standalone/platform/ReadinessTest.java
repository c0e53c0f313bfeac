package io.logcast.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ReadinessTest {

    private static final int BROKEN_OFF = 5;
    private static final int NOT_READY = 7;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void await_ofABusyPlatform_asksAgainAlsoAfterWhatIsNoAnswer() throws Exception {
        HttpServer platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/health/readiness", this::answer);
        platform.start();
        try {
            Readiness.await("http://127.0.0.1:" + platform.getAddress().getPort());

            assertThat(asked).hasValueGreaterThan(NOT_READY);
        } finally {
            platform.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        int question = asked.incrementAndGet();
        if (question > BROKEN_OFF) {
            exchange.sendResponseHeaders(question > NOT_READY ? 200 : 503, -1);
        }
        exchange.close();
    }
}
