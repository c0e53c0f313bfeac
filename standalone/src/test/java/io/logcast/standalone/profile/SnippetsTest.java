package io.logcast.standalone.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.json.Json;
import io.logcast.standalone.NodeClients;
import io.logcast.standalone.NodeClients.Reports;
import io.logcast.testkit.RunnerProcess;
import io.logcast.testkit.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the documents of the five services show, with another host and port: JavaScript by
 * {@code clients/profiles/snippets/snippets.mjs}, the rest by curl and redis-cli.
 */
@ExtendWith(AllDoors.class)
final class SnippetsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static SeedPlatform platform;
    private static String redisPort;
    private static Fanout fanout;
    private static Reports javaScript;

    @BeforeAll
    static void start(AllDoors.Running running) throws Exception {
        platform = running.platform();
        fanout = running.services().bean(Fanout.class);
        redisPort = Integer.toString(running.redis().uri().getPort());
        Map<String, String> environment = Map.of(
                "LOGCAST_URLS",
                platform.url("/").toString().replaceAll("/$", ""),
                "LOGCAST_REDIS",
                running.redis().uri().toString(),
                "LOGCAST_JWT_SECRET",
                Tokens.DEFAULT.secret(),
                "LOGCAST_AXR_TENANT",
                SeedPlatform.TENANT);
        javaScript = NodeClients.run("profiles/snippets/snippets", new NodeClients.Setting() {
            @Override
            public Map<String, String> environment() {
                return environment;
            }

            @Override
            public void close() {}
        });
    }

    @Test
    void snippet_adsp_eventSourceAndSocketIo() throws Exception {
        javaScript.assertItem("snippet_adsp");
    }

    @Test
    void snippet_acceleratxr_emitter() throws Exception {
        javaScript.assertItem("snippet_acceleratxr");
    }

    @Test
    void snippet_flasksse_eventSource() throws Exception {
        javaScript.assertItem("snippet_flasksse");
    }

    /** The routes of its README, with the token that it describes. */
    @Test
    void snippet_ssenotify_routes() throws Exception {
        long now = Instant.now().getEpochSecond();
        String jwt = Tokens.DEFAULT.sign(
                "{\"sub\":\"user-id-1\",\"iss\":\"app-id-1\",\"iat\":%d,\"exp\":%d}".formatted(now, now + 3600));
        assertThat(json(shell("curl -s %s".formatted(platform.url("/health")))))
                .isEqualTo(Json.parse("{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8)));
        try (RunnerProcess sse =
                open("curl -sN -D - -H 'Authorization: Bearer %s' %s".formatted(jwt, platform.url("/sse")))) {
            String id = sse.awaitLine(Pattern.compile("(?i)^x-connection-id: (\\S+)"), PATIENCE)
                    .group(1);

            JsonNode ofApplication = json(connections(jwt, "app-id-1"));
            JsonNode connection = ofApplication.path("user-id-1").path(id);
            assertThat(connection.path("id").textValue()).isEqualTo(id);
            assertThat(connection.path("created_at").longValue()).isBetween(now - 60, now + 600);
            assertThat(connection.path("remote_addr").isTextual()).isTrue();
            assertThat(connection.at("/application/id").textValue()).isEqualTo("app-id-1");
            assertThat(connection.at("/user/id").textValue()).isEqualTo("user-id-1");
            assertThat(json(connections(jwt, "app-id-1/user-id-1"))).isEqualTo(ofApplication.path("user-id-1"));

            shell(
                    redis(
                            "PUBLISH app-id-1:channel:user-id-1 '{\"id\":\"100\", \"type\":\"event\", \"data\":{\"hello\":\"world\"}}'"));
            sse.awaitLine(Pattern.compile("^data: \\{\"hello\":\"world\"}"), PATIENCE);
        }
    }

    /** Its curl, and its event as its README has it. */
    @Test
    void snippet_membersse_curl() throws Exception {
        String address = platform.url("/notification/events").toString();
        // Those of the test before may still be leaving.
        Awaitility.await().until(() -> fanout.subscribers() == 0);
        try (RunnerProcess member = open("curl -s -N -i -H \"MemberId: 123\" " + address)) {
            // curl shows the head together with the first of the body.
            Awaitility.await().until(() -> fanout.subscribers() == 1);
            shell("""
                    curl -sf -H "Member-ID: 123" -H "Content-Type: application/json" %s -d '{
                        "event": {
                            "type": "EVENT_TYPE_WITH_UPPER_CASE",
                            "body": {
                                "examplePropertyOfEvent": "exampleValueOfProperty"
                            }
                        }
                    }'""".formatted(address));
            member.awaitLine(Pattern.compile("(?i)^content-type: text/event-stream"), PATIENCE);
            member.awaitLine(Pattern.compile("^event: ?EVENT_TYPE_WITH_UPPER_CASE"), PATIENCE);
            member.awaitLine(
                    Pattern.compile("^data: ?\\{\"examplePropertyOfEvent\":\"exampleValueOfProperty\".*}"), PATIENCE);
        }
    }

    private static String connections(String jwt, String path) throws Exception {
        return shell("curl -s -H 'Authorization: Bearer %s' %s".formatted(jwt, platform.url("/connections/" + path)));
    }

    private static String redis(String command) {
        return "redis-cli -p " + redisPort + " " + command;
    }

    private static JsonNode json(String text) throws Exception {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RunnerProcess open(String line) throws Exception {
        return RunnerProcess.start(List.of("bash", "-c", line), Path.of("."), Map.of());
    }

    /** What it prints, once it has ended well. */
    private static String shell(String line) throws Exception {
        try (RunnerProcess process = open(line)) {
            assertThat(process.exitCode(PATIENCE))
                    .as(() -> line + "\n" + process.lines())
                    .isZero();
            return String.join("\n", process.lines());
        }
    }
}
