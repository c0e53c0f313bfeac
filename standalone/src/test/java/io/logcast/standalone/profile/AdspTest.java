package io.logcast.standalone.profile;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.standalone.NodeClients;
import io.logcast.standalone.NodeClients.Reports;
import io.logcast.standalone.arguments.UsageError;
import io.logcast.standalone.migration.ImportCommand;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.engineio.client.transports.WebSocket;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The acceptance list of ADSP, with its own clients; every test has a tenant of its own. */
final class AdspTest {

    private static final String URN = "urn:ads:platform:tenant-service:v2:/tenants/";
    private static final String NOBODY =
            "{\"errorMessage\":\"User undefined (ID: undefined) not permitted to access stream.\"}";

    private static AdspPlatform adsp;
    private static Reports sockets;
    private static Reports browser;

    @BeforeAll
    static void start() throws Exception {
        adsp = AdspPlatform.start(Map.of());
        sockets = NodeClients.run("profiles/adsp/sockets", adsp);
        browser = NodeClients.run("profiles/adsp/browser", adsp);
    }

    @AfterAll
    static void stop() throws Exception {
        adsp.close();
    }

    @Test
    void adsp_01_listIsAnObjectOfThePermittedStreams() throws Exception {
        adsp.define("list", "clerks");
        adsp.define(
                "list",
                "bosses",
                "{\"subscriberRoles\":[\"boss\"],\"events\":[%s]}".formatted(AdspPlatform.taking("")));
        adsp.definePublic("list", "open");

        assertThat(names(adsp.get("/stream/v1/streams", AdspPlatform.token("list", "clerk"))))
                .containsExactlyInAnyOrder("clerks", "open");
        assertThat(names(adsp.get("/stream/v1/streams?tenant=list", null))).containsExactly("open");
        assertThat(adsp.get("/stream/v1/streams?tenant=list", null).body())
                .isEqualTo(
                        "{\"open\":{\"id\":\"open\",\"name\":\"open\",\"publicSubscribe\":true,\"subscriberRoles\":[],"
                                + "\"events\":[{\"namespace\":\"health\",\"name\":\"checked\"}]}}");
        assertRefused(
                adsp.get("/stream/v1/streams", null), 400, "{\"errorMessage\":\"No tenant specified for request.\"}");
    }

    /** It threw there, and the request was never answered. */
    @Test
    void adsp_01_listOfATenantsUrn_isAnswered() throws Exception {
        adsp.definePublic("urn", "open");

        assertThat(names(adsp.get("/stream/v1/streams?tenant=" + encode(URN + "urn", UTF_8), null)))
                .containsExactly("open");
        assertThat(adsp.get("/stream/v1/streams?tenant=" + encode("no/tenant/", UTF_8), null)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void adsp_02_tenantIsFoundByItsName_andStreamByItsId() throws Exception {
        adsp.definePublic("My Tenant", "open");

        for (String name : List.of("my-tenant", "My%20Tenant", "MY-TENANT")) {
            try (CurlClient curl = adsp.curl("/stream/v1/streams/open?tenant=" + name, null)) {
                assertThat(curl.answer().status()).isEqualTo(200);
            }
        }
        assertRefused(
                adsp.get("/stream/v1/streams/x?tenant=my-tenant", null),
                404,
                "{\"errorMessage\":\"stream with ID 'x' could not be found.\"}");
        assertRefused(
                adsp.get("/stream/v1/streams/open?tenant=nobody", null),
                400,
                "{\"errorMessage\":\"No tenant specified for request.\"}");
    }

    @Test
    void adsp_02_nameThatNoTenantHas_meansOnesOwn() throws Exception {
        adsp.define("own", "s");

        try (CurlClient curl = adsp.curl("/stream/v1/streams/s?tenant=5f1a2b3c", AdspPlatform.token("own", "clerk"))) {
            assertThat(curl.answer().status()).isEqualTo(200);
        }
    }

    /** As browsers read it. */
    @Test
    void adsp_03_browsersOnmessage_getsTheEvent() throws Exception {
        browser.assertItem("adsp_03");
    }

    @Test
    void adsp_03_unmappedFrameIsOneDataLine() throws Exception {
        adsp.definePublic("frame", "s");

        try (CurlClient curl = adsp.curl("/stream/v1/streams/s?tenant=frame", null)) {
            assertThat(curl.answer().header("Content-Type")).isEqualTo("text/event-stream; charset=utf-8");
            assertThat(curl.answer().header("Cache-Control")).isEqualTo("no-cache");
            assertThat(curl.answer().header("Access-Control-Allow-Origin")).isEqualTo("*");
            HttpResponse<String> published = adsp.services()
                    .publish(
                            Tokens.DEFAULT.token("frame", "publisher", "event-sender"),
                            "{\"namespace\":\"health\",\"name\":\"checked\",\"timestamp\":\"2021-10-12T15:03:50Z\","
                                    + "\"correlationId\":\"c1\",\"context\":{\"appKey\":\"a\"},\"traceparent\":\"00-1-2-01\","
                                    + "\"payload\":{\"a\":[1.10,\"ä\"]}}");
            assertThat(published.statusCode()).isEqualTo(202);
            adsp.send("frame", "\"payload\":{}");

            String envelope = "{\"namespace\":\"health\",\"name\":\"checked\",\"tenantId\":\"" + URN + "frame\",";
            String expected = "data: " + envelope
                    + "\"correlationId\":\"c1\",\"context\":{\"appKey\":\"a\"},\"timestamp\":\"2021-10-12T15:03:50.000Z\","
                    + "\"traceparent\":\"00-1-2-01\",\"payload\":{\"a\":[1.10,\"ä\"]}}\n\n"
                    + "data: " + envelope + "\"timestamp\":\"2021-10-12T15:03:50.000Z\",\"payload\":{}}\n\n";
            curl.awaitBody(body -> withoutHeartbeats(body).length() >= expected.length());
            assertThat(withoutHeartbeats(curl.body())).isEqualTo(expected);
        }
    }

    @Test
    void adsp_04_mappedFrameHasWhatTheMapSays() throws Exception {
        String map = ",\"map\":{\"v\":\"payload.a.b[0].c\",\"gone\":\"payload.zz\"}";
        adsp.define("map", "s", "{\"publicSubscribe\":true,\"events\":[%s]}".formatted(AdspPlatform.taking(map)));

        try (SseRecorder heard = subscribe("s?tenant=map", null)) {
            adsp.send("map", "\"correlationId\":\"c1\",\"payload\":{\"a\":{\"b\":[{\"c\":7}]}}");
            assertThat(heard.awaitMessages(1))
                    .containsExactly("{\"tenantId\":\"" + URN
                            + "map\",\"namespace\":\"health\",\"name\":\"checked\",\"correlationId\":\"c1\",\"v\":7}");
        }
    }

    @Test
    void adsp_04_emptyMapShowsTheEnvelopeAlone_andAMapMayOverwriteIt() throws Exception {
        String namespaceAndTime =
                ",\"map\":{\"namespace\":\"payload.n\",\"timestamp\":\"timestamp\",\"tenant\":\"payload.n\"}";
        adsp.define(
                "maps",
                "empty",
                "{\"publicSubscribe\":true,\"events\":[%s]}".formatted(AdspPlatform.taking(",\"map\":{}")));
        adsp.define(
                "maps",
                "over",
                "{\"publicSubscribe\":true,\"events\":[%s]}".formatted(AdspPlatform.taking(namespaceAndTime)));

        try (SseRecorder empty = subscribe("empty?tenant=maps", null);
                SseRecorder over = subscribe("over?tenant=maps", null)) {
            adsp.send("maps", "\"payload\":{\"n\":\"x\"}");
            assertThat(empty.awaitMessages(1).get(0))
                    .isEqualTo("{\"tenantId\":\"" + URN + "maps\",\"namespace\":\"health\",\"name\":\"checked\"}");
            assertThat(over.awaitMessages(1).get(0))
                    .isEqualTo(
                            "{\"tenantId\":\"" + URN
                                    + "maps\",\"tenant\":\"x\",\"namespace\":\"x\",\"name\":\"checked\",\"timestamp\":\"2021-10-12T15:03:50.000Z\"}");
        }
    }

    @Test
    void adsp_05_criteriaAreStrictAboutTypes() throws Exception {
        adsp.definePublic("criteria", "all");
        String ofStream = ",\"criteria\":{\"context\":{\"k\":1}}";
        adsp.define(
                "criteria",
                "some",
                "{\"publicSubscribe\":true,\"events\":[%s]}".formatted(AdspPlatform.taking(ofStream)));
        String ofSubscriber = encode("{\"correlationId\":\"1\",\"context\":{\"k\":1},\"other\":true}", UTF_8);

        try (SseRecorder some = subscribe("some?tenant=criteria", null);
                SseRecorder narrowed = subscribe("all?tenant=criteria&criteria=" + ofSubscriber, null);
                SseRecorder all = subscribe("all?tenant=criteria&criteria=null", null)) {
            adsp.send("criteria", "\"correlationId\":\"1\",\"context\":{\"k\":\"1\"},\"payload\":{\"n\":1}");
            adsp.send("criteria", "\"correlationId\":\"2\",\"context\":{\"k\":1},\"payload\":{\"n\":2}");
            adsp.send("criteria", "\"correlationId\":\"1\",\"context\":{\"k\":1},\"payload\":{\"n\":3}");
            assertThat(numbers(all.awaitMessages(3))).containsExactlyInAnyOrder(1, 2, 3);
            assertThat(numbers(some.awaitMessages(2))).containsExactlyInAnyOrder(2, 3);
            assertThat(numbers(narrowed.awaitMessages(1))).containsExactly(3);
        }
    }

    /** It was a 500 without a reason. */
    @Test
    void adsp_05_criteriaThatAreNone_areRefusedWithAReason() throws Exception {
        adsp.definePublic("badcriteria", "s");

        for (String criteria : List.of("{", "[]", "7", "{\"correlationId\":7}", "{\"context\":[]}")) {
            HttpResponse<String> answer =
                    adsp.get("/stream/v1/streams/s?tenant=badcriteria&criteria=" + encode(criteria, UTF_8), null);
            assertThat(answer.statusCode()).as(criteria).isEqualTo(400);
            assertThat(Json.parse(answer.body().getBytes(UTF_8))
                            .path("errorMessage")
                            .asText())
                    .as(criteria)
                    .startsWith("criteria");
        }
    }

    @Test
    void adsp_06_npmClientHearsTheStream() throws Exception {
        sockets.assertItem("adsp_06");
    }

    /** The Spring SDK's {@code SocketEventClient}. */
    @Test
    void adsp_07_javaClientAsTheSpringSdkHasIt_getsAJsonObject() throws Exception {
        adsp.define("spring", "events");
        Socket socket = IO.socket(
                adsp.url("/"),
                IO.Options.builder()
                        .setForceNew(true)
                        .setQuery("stream=events")
                        .setTransports(new String[] {WebSocket.NAME})
                        .setExtraHeaders(
                                Map.of("Authorization", List.of("Bearer " + AdspPlatform.token("spring", "clerk"))))
                        .build());
        BlockingQueue<Object[]> connected = new LinkedBlockingQueue<>();
        BlockingQueue<Object[]> heard = new LinkedBlockingQueue<>();
        socket.on(Socket.EVENT_CONNECT, connected::add);
        socket.onAnyIncoming(heard::add);
        try {
            socket.connect();
            assertThat(connected.poll(60, TimeUnit.SECONDS)).as("connected").isNotNull();
            adsp.send("spring", "\"payload\":{\"n\":1}");
            Object[] event = heard.poll(60, TimeUnit.SECONDS);
            assertThat(event).as("heard").hasSize(2);
            assertThat((String) event[0]).isEqualTo("health:checked");
            assertThat(((JSONObject) event[1]).getJSONObject("payload").getInt("n"))
                    .isEqualTo(1);
        } finally {
            socket.close();
        }
    }

    @Test
    void adsp_08_refusalsOfNamespacesHaveItsWords() throws Exception {
        sockets.assertItem("adsp_08");
    }

    @Test
    void adsp_09_coreUserHearsAllTenants_andNobodyElseDoes() throws Exception {
        sockets.assertItem("adsp_09");
        adsp.define("nine-a", "nine");
        adsp.define("nine-b", "nine");
        adsp.definePublic("nine-c", "nine");

        try (SseRecorder core = subscribe("nine", AdspPlatform.token("core", "stream-listener"));
                SseRecorder ofA = subscribe("nine", AdspPlatform.token("nine-a", "clerk"))) {
            adsp.send("nine-b", "\"payload\":{\"n\":1}");
            adsp.send("nine-a", "\"payload\":{\"n\":2}");
            adsp.send("nine-c", "\"payload\":{\"n\":3}");
            assertThat(numbers(core.awaitMessages(3))).containsExactlyInAnyOrder(1, 2, 3);
            assertThat(numbers(ofA.awaitMessages(1))).containsExactly(2);
        }
        assertRefused(
                adsp.get("/stream/v1/streams/nine", AdspPlatform.token("core", "other")),
                403,
                "{\"errorMessage\":\"User Ann Lee (ID: u-1) not permitted to access stream.\"}");
        assertThat(adsp.get("/stream/v1/streams/nine?tenant=nine-b", AdspPlatform.token("nine-a", "clerk"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void adsp_10_tokenThatIsNotValid_isNobodys() throws Exception {
        sockets.assertItem("adsp_10");
        adsp.definePublic("ten", "open");
        adsp.define("ten", "closed");
        List<String> tokens = List.of(
                AdspPlatform.token("ten", Duration.ofMinutes(-1), AdspPlatform.AUDIENCE, "clerk"),
                AdspPlatform.token("ten", Duration.ofHours(1), "urn:ads:platform:file-service", "clerk"),
                AdspPlatform.token("ten", "clerk") + "x",
                "garbage");

        for (String token : tokens) {
            try (CurlClient curl = adsp.curl("/stream/v1/streams/open?tenant=ten", token)) {
                assertThat(curl.answer().status()).isEqualTo(200);
            }
            assertRefused(adsp.get("/stream/v1/streams/closed?tenant=ten", token), 403, NOBODY);
        }
    }

    @Test
    void adsp_11_forbiddenStreamIsARealRefusal() throws Exception {
        adsp.define("eleven", "closed");

        assertRefused(
                adsp.get("/stream/v1/streams/closed", AdspPlatform.token("eleven", "other")),
                403,
                "{\"errorMessage\":\"User Ann Lee (ID: u-1) not permitted to access stream.\"}");
        assertRefused(adsp.get("/stream/v1/streams/closed?tenant=eleven", null), 403, NOBODY);
        CurlClient.Answer answer = CurlClient.ask(adsp.url("/stream/v1/streams/closed?tenant=eleven"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.body()).isEqualTo(NOBODY);
    }

    @Test
    void adsp_11_browserThatIsRefused_doesNotComeBack() throws Exception {
        browser.assertItem("adsp_11");
    }

    @Test
    void adsp_12_sentEventIsOnTheStreamWithinASecond() throws Exception {
        adsp.definePublic("twelve", "s");

        try (SseRecorder heard = subscribe("s?tenant=twelve", null)) {
            adsp.send("twelve", "\"payload\":{\"n\":0}"); // The first pays for what is loaded only now.
            heard.awaitMessages(1);
            Duration took = Duration.ofDays(1);
            // The machine may have a pause of its own.
            for (int n = 1; n <= 20 && took.compareTo(Duration.ofSeconds(1)) >= 0; n++) {
                Instant sent = Instant.now();
                adsp.send("twelve", "\"payload\":{\"n\":" + n + "}");
                heard.awaitMessages(n + 1);
                took = Duration.between(sent, Instant.now());
            }
            assertThat(took).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void adsp_12_coreUserSendsForATenant_andNobodyElseDoes() throws Exception {
        adsp.definePublic("twelve-core", "s");
        String event =
                "{\"namespace\":\"health\",\"name\":\"checked\",\"timestamp\":\"2021-10-12T15:03:50Z\",\"payload\":{}%s}";
        String named = event.formatted(",\"tenantId\":\"" + URN + "twelve-core\"");

        try (SseRecorder heard = subscribe("s?tenant=twelve-core", null)) {
            assertThat(adsp.post(AdspPlatform.token("core", "event-sender"), named)
                            .body())
                    .isEqualTo("OK");
            heard.awaitMessages(1);
        }
        assertThat(adsp.post(AdspPlatform.token("other", "event-sender"), named).statusCode())
                .isEqualTo(403);
        assertRefused(
                adsp.post(AdspPlatform.token("core", "event-sender"), event.formatted("")),
                400,
                "{\"errorMessage\":\"Cannot send event without tenant context.\"}");
        assertRefused(
                adsp.post(AdspPlatform.token("other", "clerk"), event.formatted("")),
                403,
                "{\"errorMessage\":\"User Ann Lee (ID: u-1) not permitted to send event.\"}");
        assertRefused(adsp.post(null, event.formatted("")), 401, "Unauthorized");
    }

    @Test
    void adsp_12_eventThatIsNone_isRefusedWithItsWords() throws Exception {
        String token = AdspPlatform.token("bad", "event-sender");

        assertRefused(
                adsp.post(
                        token,
                        "{\"name\":\"n\",\"timestamp\":\"soon\",\"context\":[],\"correlationId\":1,\"payload\":1}"),
                400,
                "{\"errorMessage\":\"Validation failed with error(s): namespace (body) - Invalid value, "
                        + "namespace (body) - Invalid value, timestamp (body) - Invalid value, "
                        + "correlationId (body) - Invalid value, context (body) - Invalid value, "
                        + "payload (body) - Invalid value\"}");
        assertThat(adsp.post(token, "{").body()).startsWith("{\"errorMessage\":\"Malformed request body: ");
        assertThat(adsp.post(token, "").body()).startsWith("{\"errorMessage\":\"Validation failed with error(s): ");
        assertRefused(
                adsp.post(token, "{\"namespace\":\"a:b\",\"name\":\"n\",\"timestamp\":\"2021-10-12\",\"payload\":{}}"),
                400,
                "{\"errorMessage\":\"namespace must not contain ':'.\"}");
    }

    @Test
    void adsp_14_tokenInTheQuery_works() throws Exception {
        adsp.define("query", "s");

        try (SseRecorder heard = subscribe("s?token=" + AdspPlatform.token("query", "clerk"), null)) {
            adsp.send("query", "\"payload\":{\"n\":1}");
            heard.awaitMessages(1);
        }
    }

    @Test
    void adsp_14_heartbeatsAreComments_andNothingElseIsSaid() throws Exception {
        adsp.definePublic("beat", "s");

        try (CurlClient curl = adsp.curl("/stream/v1/streams/s?tenant=beat", null)) {
            curl.awaitBody(body -> body.length() >= 6);
            assertThat(curl.body()).matches("(:\n\n)+");
        }
    }

    @Test
    void adsp_14_whoAsksForCursors_resumesByThem() throws Exception {
        adsp.definePublic("resume", "s");
        String path = "s?tenant=resume&cursors=true";

        String cursor;
        try (SseRecorder heard = subscribe(path, null)) {
            adsp.send("resume", "\"payload\":{\"n\":1}");
            heard.awaitMessages(1);
            cursor = heard.lastId();
        }
        adsp.send("resume", "\"payload\":{\"n\":2}");
        adsp.send("resume", "\"payload\":{\"n\":3}");
        try (SseRecorder byHeader = SseRecorder.open(streams(path), Map.of("Last-Event-ID", cursor));
                SseRecorder byQuery = subscribe("s?tenant=resume&lastEventId=" + encode(cursor, UTF_8), null)) {
            assertThat(numbers(byHeader.awaitMessages(2))).containsExactly(2, 3);
            assertThat(numbers(byQuery.awaitMessages(2))).containsExactly(2, 3);
            assertThat(byQuery.lastId()).isNull();
        }
        assertThat(adsp.get("/stream/v1/streams/s?tenant=resume&lastEventId=7", null)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void adsp_14_browserThatAsksForCursors_goesOnWhereItWas() throws Exception {
        browser.assertItem("adsp_14");
    }

    @Test
    void adsp_14_socketsThatAskForCursors_recover() throws Exception {
        sockets.assertItem("adsp_14");
    }

    @Test
    void adsp_14_pagesOfOtherOrigins_mayUseIt() throws Exception {
        adsp.definePublic("cors", "s");

        CurlClient.Answer preflight = CurlClient.ask(
                "-X",
                "OPTIONS",
                "-H",
                "Origin: https://page.example",
                "-H",
                "Access-Control-Request-Method: GET",
                "-H",
                "Access-Control-Request-Headers: authorization",
                adsp.url("/stream/v1/streams/s?tenant=cors"));
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("authorization");
        assertThat(adsp.get("/stream/v1/streams/x?tenant=cors", null)
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .contains("*");
    }

    /** Each of them broke the list there. */
    @Test
    void adsp_15_configurationWithWebhooks_isImported_andTheListIsAnswered() throws Exception {
        Path file = Files.createTempFile("adsp", ".json");
        Path core = Files.createTempFile("core", ".json");
        String stream = "{\"id\":\"%s\",\"name\":\"%s\",\"publicSubscribe\":true,\"events\":[%s]}";
        for (String webhooks :
                List.of("null", "{}", "{\"gone\":null}", "{\"bad\":{\"id\":\"bad\",\"name\":\"without url\"}}")) {
            Files.writeString(
                    file,
                    "{\"mine\":%s,\"both\":%s,\"webhooks\":%s}"
                            .formatted(
                                    stream.formatted("mine", "mine", AdspPlatform.taking("")),
                                    stream.formatted("both", "of the tenant", AdspPlatform.taking("")),
                                    webhooks));
            Files.writeString(
                    core,
                    "{\"both\":%s,\"webhooks\":%s}"
                            .formatted(stream.formatted("both", "of the platform", AdspPlatform.taking("")), webhooks));

            String said = imported(file, core);

            assertThat(said).as(webhooks).contains("stream   mine ", "stream   both ");
            HttpResponse<String> list = adsp.get("/stream/v1/streams?tenant=imported", null);
            assertThat(names(list)).as(webhooks).containsExactly("both", "mine");
            assertThat(list.body()).as(webhooks).contains("\"name\":\"of the platform\"");
        }
    }

    private static String imported(Path file, Path core) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            ImportCommand.of(List.of(
                            "adsp",
                            file.toString(),
                            "--core",
                            core.toString(),
                            "--tenant",
                            "imported",
                            "--url",
                            adsp.url("").toString(),
                            "--token",
                            Tokens.DEFAULT.token("imported", "admin", "stream-admin")))
                    .run(new PrintStream(said, true, UTF_8));
        } catch (UsageError e) {
            said.writeBytes(e.getMessage().getBytes(UTF_8));
        }
        return said.toString(UTF_8);
    }

    private static SseRecorder subscribe(String path, String token) throws Exception {
        return SseRecorder.open(streams(path), token == null ? Map.of() : Map.of("Authorization", "Bearer " + token));
    }

    private static URI streams(String path) {
        return adsp.url("/stream/v1/streams/" + path + (path.contains("?") ? "" : "?"));
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String body) {
        assertThat(answer.statusCode() + " " + answer.body()).isEqualTo(status + " " + body);
    }

    private static List<String> names(HttpResponse<String> list) throws Exception {
        assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        Json.parse(list.body().getBytes(UTF_8)).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<Integer> numbers(List<String> messages) throws Exception {
        List<Integer> numbers = new ArrayList<>();
        for (String message : messages) {
            JsonNode event = Json.parse(message.getBytes(UTF_8));
            numbers.add(event.path("payload").path("n").asInt());
        }
        return numbers;
    }

    private static String withoutHeartbeats(String body) {
        return body.replaceAll("(?m)^:\n\n", "");
    }
}
