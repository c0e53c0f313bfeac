package io.logcast.standalone.platform;

import io.logcast.standalone.token.DevelopmentToken;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Where everything is, and three lines to paste. */
final class Welcome {

    private static final List<String> ROLES = List.of("event-sender", "stream-admin", "stream-listener");

    private final RunSettings settings;
    private final boolean demo;
    private final String token;

    Welcome(RunSettings settings, String secret, boolean demo) {
        this.settings = settings;
        this.demo = demo;
        this.token = new DevelopmentToken(tenant(demo), "developer", ROLES, Duration.ofDays(7)).sign(secret);
    }

    void print(PrintStream out, long began) {
        out.printf("HTTP      %s  (health: %s/health/readiness)%n", settings.url(), settings.url());
        out.printf("socket.io %s/%s  (namespaces /%s and /axr)%n", settings.url(), tenant(demo), tenant(demo));
        out.printf("Data      %s  (stream definitions in streams/)%n", settings.data());
        out.printf("Token     %s%n%n", token);
        out.printf("Subscribe:%n  curl -N -H 'Authorization: Bearer %s' '%s'%n", token, subscription());
        out.printf(
                "Publish:%n  curl -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -d '%s' %s/v1/events%n",
                token, event(), settings.url());
        out.printf(
                "Resume (put in the last id that you saw):%n  curl -N -H 'Authorization: Bearer %s' -H 'Last-Event-ID: ID' '%s'%n%n",
                token, subscription());
        out.printf("Ready after %.1f s. Ctrl-C stops it.%n", (System.nanoTime() - began) / 1e9);
        out.flush();
    }

    private String subscription() {
        return settings.url() + "/v1/events?stream=" + (demo ? "orders" : "greetings");
    }

    private String event() {
        return demo
                ? "{\"namespace\":\"shop\",\"name\":\"order-placed\",\"payload\":{\"orderId\":\"o-1\",\"customer\":{\"name\":\"you\"},\"total\":1.00}}"
                : "{\"namespace\":\"demo\",\"name\":\"greeted\",\"payload\":{\"text\":\"hello\"}}";
    }

    static String tenant(boolean demo) {
        return demo ? "demo" : "dev";
    }
}
