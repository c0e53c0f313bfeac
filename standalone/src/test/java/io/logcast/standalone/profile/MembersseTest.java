package io.logcast.standalone.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.standalone.KillableGateway;
import io.logcast.standalone.Services;
import io.logcast.standalone.profile.CurlClient.Answer;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.Tokens;
import io.logcast.topic.Topics;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** mkapiczy/server-sent-events, with curl as its publishers and members. */
final class MembersseTest {

    private static final String PREFIX = "logcast.profiles.membersse.";
    private static final String PATH = "/notification/events";
    private static final String SUCCESS = """
            {"type":"EVENT_TYPE","body":{"result":"SUCCESS"}}""";

    private static final Map<String, Object> OPEN =
            Map.of(PREFIX + "enabled", true, PREFIX + "open", true, "logcast.gateway.heartbeat", "1s");

    private static KafkaFixture kafka;
    private static Services services;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaFixture.start();
        services = Services.on(kafka, OPEN);
        services.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
        kafka.close();
    }

    /** The seed's own snippet, and the request of its postman collection. */
    @Test
    void membersse_01_curl_receivesTheFrameOfAPost() throws Exception {
        try (CurlClient member = CurlClient.listen("-H", "MemberId: 123", services.url(PATH))) {
            assertThat(member.answer().status()).isEqualTo(200);
            assertThat(member.answer().header("Content-Type")).isEqualTo("text/event-stream");

            post("123", SUCCESS);

            assertThat(member.awaitEvents(1).get(0))
                    .matches("id:[A-Za-z0-9]{12}\nevent:EVENT_TYPE\ndata:\\{\"result\":\"SUCCESS\"}\n\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MemberId, Member-ID",
        "memberid, MEMBER-ID",
        "Member-ID, MemberId",
        "MEMBERID, member-id",
    })
    void membersse_02_bothSpellingsOfTheHeader_areAccepted(String listening, String posting) throws Exception {
        String member = "spelt-" + listening + "-" + posting;
        try (CurlClient curl = CurlClient.listen("-H", listening + ": " + member, services.url("/events"))) {
            Answer answer = CurlClient.ask(
                    "-H",
                    posting + ": " + member,
                    "-H",
                    "Content-Type: application/json",
                    "-d",
                    SUCCESS,
                    services.url("/events"));
            assertThat(answer.status()).isEqualTo(202);
            assertThat(curl.awaitEvents(1)).hasSize(1);
        }
    }

    @Test
    void membersse_02_twoHeadersThatNameTwoMembers_areRefused() throws Exception {
        Answer answer = CurlClient.ask("-H", "MemberId: a", "-H", "Member-ID: b", services.url(PATH));

        assertRefused(400, "MemberId must name one member", answer);
    }

    @Test
    void membersse_03_bothBodies_areTheSameFrame() throws Exception {
        try (CurlClient member = CurlClient.listen("-H", "MemberId: bodies", services.url(PATH))) {
            post("bodies", SUCCESS);
            post("bodies", "{\"event\":" + SUCCESS + "}");

            List<String> events = member.awaitEvents(2);
            assertThat(withoutId(events.get(1))).isEqualTo(withoutId(events.get(0)));
        }
    }

    /** In the original the frame never ended, and whatever came later for this member vanished. */
    @Test
    void membersse_03_nullBody_isAnEmptyObject_andTheStreamGoesOn() throws Exception {
        try (CurlClient member = CurlClient.listen("-H", "MemberId: empty", services.url(PATH))) {
            post("empty", "{\"type\":\"NULL\",\"body\":null}");
            post("empty", "{\"type\":\"NONE\"}");
            post("empty", "{\"event\":{\"type\":\"WRAPPED\"}}");
            post("empty", SUCCESS);

            assertThat(member.awaitEvents(4).stream().map(MembersseTest::withoutId))
                    .containsExactly(
                            "event:NULL\ndata:{}\n\n",
                            "event:NONE\ndata:{}\n\n",
                            "event:WRAPPED\ndata:{}\n\n",
                            "event:EVENT_TYPE\ndata:{\"result\":\"SUCCESS\"}\n\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"A\",\"body\":[1]}        | body must be a JSON object",
                "{\"body\":{}}                        | type is required",
                "{\"type\":\"\",\"body\":{}}          | type is required",
                "{\"event\":{\"body\":{}}}            | event.type is required",
                "{\"event\":7}                        | event must be a JSON object",
                "{\"type\":7,\"body\":{}}             | type must be a string",
                "{\"type\":\"a:b\",\"body\":{}}       | type must not contain ':'",
                "{\"type\":\"A\",                     | body is not valid JSON",
                "null                                 | body must be a JSON object",
            })
    void membersse_03_whatIsNoEvent_isRefusedByName(String body, String message) throws Exception {
        assertRefused(400, message, send("refused", body));
    }

    @Test
    void membersse_03_noBodyAtAll_isRefused() throws Exception {
        assertRefused(400, "body", send("refused", ""));
    }

    /** The original answered 202 as well, and had dropped it. */
    @Test
    void membersse_04_post_is202AndEmpty_alsoForAMemberWhomNobodyKnows() throws Exception {
        Answer answer = send("nobody", SUCCESS);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Content-Length")).isEqualTo("0");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void membersse_05_missingHeader_is400AsSpringSaysIt(String method) throws Exception {
        Answer answer =
                CurlClient.ask("-X", method, "-H", "Content-Type: application/json", "-d", SUCCESS, services.url(PATH));

        assertRefused(400, "MemberId is required", answer);
        JsonNode error = json(answer);
        assertThat(error.fieldNames()).toIterable().containsExactly("timestamp", "status", "error", "message", "path");
        assertThat(error.path("timestamp").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+00:00");
        assertThat(error.path("error").asText()).isEqualTo("Bad Request");
        assertThat(error.path("path").asText()).isEqualTo(PATH);
    }

    @Test
    void membersse_05_otherContentTypesAndMethods_areRefusedInTheSameShape() throws Exception {
        Answer text = CurlClient.ask(
                "-H", "MemberId: 1", "-H", "Content-Type: text/plain", "-d", SUCCESS, services.url("/events"));
        assertRefused(415, "text/plain", text);
        assertThat(json(text).path("path").asText()).isEqualTo("/events");

        Answer delete = CurlClient.ask("-X", "DELETE", "-H", "MemberId: 1", services.url(PATH));
        assertRefused(405, "DELETE", delete);
        assertThat(delete.header("Allow").split(", *")).containsExactlyInAnyOrder("GET", "POST");
    }

    /** In the original the second device silenced the first, and the end of the first silenced the second. */
    @Test
    void membersse_06_devicesOfAMember_areIndependent() throws Exception {
        try (CurlClient second = device("b")) {
            try (CurlClient first = device("a")) {
                post("both", SUCCESS);
                assertThat(first.awaitEvents(1)).isEqualTo(second.awaitEvents(1));
            }
            post("both", SUCCESS);
            assertThat(second.awaitEvents(2)).hasSize(2);
        }
    }

    @Test
    void membersse_07_lastEventId_replaysWhatTheDeviceMissed_inOrderAndOnce() throws Exception {
        String last;
        try (CurlClient first = CurlClient.listen("-H", "MemberId: back", services.url(PATH))) {
            post("back", counted(1));
            last = id(first.awaitEvents(1).get(0));
        }
        for (int n = 2; n <= 20; n++) {
            post("back", counted(n));
            post("somebody else", counted(n));
        }
        try (CurlClient again = resumed("back", last)) {
            post("back", counted(21));
            assertThat(numbers(again.awaitEvents(20))).isEqualTo(range(2, 21));
        }
        try (CurlClient other = resumed("back", last)) {
            assertThat(numbers(other.awaitEvents(20))).isEqualTo(range(2, 21));
        }
    }

    @Test
    void membersse_07_cursorOfTheNativeDoor_resumesToo() throws Exception {
        String token = Tokens.DEFAULT.token("acme", "native");
        post("native", counted(1));
        String cursor = json(services.page("user=me&from=earliest&wait=10s", token)
                        .body())
                .path("next")
                .asText();
        post("native", counted(2));
        try (CurlClient member = resumed("native", cursor)) {
            assertThat(numbers(member.awaitEvents(1))).isEqualTo(List.of(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aB3dE5gH7jK9", "7", "not an id", "k3:7-18422"})
    void membersse_07_unknownId_isToldInAComment_andBeginsNow(String id) throws Exception {
        try (CurlClient before = CurlClient.listen("-H", "MemberId: foreign", services.url(PATH))) {
            post("foreign", counted(1));
            before.awaitEvents(1);
        }
        try (CurlClient member = resumed("foreign", id)) {
            member.awaitBody(body -> body.startsWith(": gap (epoch)"));
            post("foreign", counted(2));
            assertThat(numbers(member.awaitEvents(1))).isEqualTo(List.of(2));
        }
    }

    @Test
    void membersse_07_lastEventId_outlivesTheGateway() throws Exception {
        try (KillableGateway gateway = KillableGateway.start(OPEN)) {
            String last;
            try (CurlClient member = CurlClient.listen("-H", "MemberId: m", gateway.url(PATH))) {
                post(gateway.url(PATH), "m", counted(1));
                last = id(member.awaitEvents(1).get(0));
                post(gateway.url(PATH), "m", counted(2));
                gateway.killAndRestart();
            }
            post(gateway.url(PATH), "m", counted(3));
            try (CurlClient member =
                    CurlClient.listen("-H", "MemberId: m", "-H", "Last-Event-ID: " + last, gateway.url(PATH))) {
                assertThat(numbers(member.awaitEvents(2))).isEqualTo(List.of(2, 3));
            }
        }
    }

    /** The original sent the head with the first event, and 503 after 180 s without one. Nothing here counts to 180 s. */
    @Test
    void membersse_08_silentStream_hasItsHeadAtOnce_andStaysAlive() throws Exception {
        try (CurlClient member = CurlClient.listen("-H", "MemberId: silent", services.url(PATH))) {
            assertThat(member.answer().status()).isEqualTo(200);
            member.awaitBody(body -> body.split(": heartbeat\n\n", -1).length > 3);
            assertThat(member.events()).isEmpty();
            post("silent", SUCCESS);
            assertThat(member.awaitEvents(1)).hasSize(1);
        }
    }

    @Test
    void membersse_09_wrongMember_receivesNothing() throws Exception {
        try (CurlClient other = CurlClient.listen("-H", "MemberId: 456", services.url(PATH));
                CurlClient right = CurlClient.listen("-H", "MemberId: 45", services.url(PATH))) {
            post("45", SUCCESS);
            right.awaitEvents(1);
            // What comes later on the same log has come: so nothing before it was for this member.
            post("456", counted(1));
            assertThat(numbers(other.awaitEvents(1))).isEqualTo(List.of(1));
        }
    }

    @Test
    void membersse_10_utf8NestingAndLineBreaksInTexts_survive() throws Exception {
        String body =
                "{\"n\":1.5,\"text\":\"Grüße ☃ 😀\\nsecond\\r\\nthird\",\"deep\":{\"b\":[1,{\"a\":null}],\"a\":true}}";
        try (CurlClient member = CurlClient.listen("-H", "MemberId: Jörg ☃", services.url(PATH))) {
            post("Jörg ☃", "{ \"type\" : \"Grüße 1\",\n \"body\" : " + body + " }");

            assertThat(withoutId(member.awaitEvents(1).get(0))).isEqualTo("event:Grüße 1\ndata:" + body + "\n\n");
        }
    }

    /** In the original it was a line of its own. */
    @Test
    void membersse_10_lineBreakInAType_isRefused() throws Exception {
        Answer answer = send("lines", "{\"type\":\"A\\ndata:forged\",\"body\":{}}");

        assertRefused(400, "type must not contain control characters", answer);
        assertRefused(400, "type must have at most 50", send("lines", counted(1).replace("COUNTED", "T".repeat(51))));
    }

    @Test
    void membersse_11_timestampAndUppercaseTypes_areSettings() throws Exception {
        Map<String, Object> strict = Map.of(
                PREFIX + "enabled", true,
                PREFIX + "open", true,
                PREFIX + "timestamps", true,
                PREFIX + "uppercase-types", true);
        try (Services other = Services.on(kafka, strict)) {
            other.awaitReady();
            URI url = other.url(PATH);
            try (CurlClient member = CurlClient.listen("-H", "MemberId: timed", url);
                    CurlClient plain = CurlClient.listen("-H", "MemberId: timed", services.url(PATH))) {
                Instant before = Instant.now();
                post(url, "timed", counted(1));
                post(url, "timed", "{\"type\":\"OWN\",\"body\":{\"timestamp\":\"mine\"}}");

                List<String> events = member.awaitEvents(2);
                JsonNode data = Json.parse(
                        events.get(0).replaceFirst("(?s).*data:", "").trim().getBytes(UTF_8));
                assertThat(Instant.parse(data.path("timestamp").asText())).isBetween(before, Instant.now());
                assertThat(events.get(1)).endsWith("data:{\"timestamp\":\"mine\"}\n\n");
                assertThat(plain.awaitEvents(1).get(0)).endsWith("data:{\"n\":1}\n\n");
            }
            assertRefused(400, "type must be upper-case", send(url, "timed", "{\"type\":\"lower\",\"body\":{}}"));
        }
    }

    @Test
    void membersse_whatWasPosted_isInTheLogForEverybodyElse() throws Exception {
        post("everywhere", counted(1));

        String page = services.page("user=me&from=earliest&wait=10s", Tokens.DEFAULT.token("acme", "everywhere"))
                .body();
        assertThat(page).contains("\"type\":\"membersse:COUNTED\"").contains("\"payload\":{\"n\":1}");
        assertThat(kafka.read(Topics.EVENTS, 1))
                .anySatisfy(
                        event -> assertThat(new String(event.value(), UTF_8)).contains("\"to\":\"user/"));
    }

    @Test
    void membersse_whatOthersPublishForTheMember_isShownToo() throws Exception {
        try (CurlClient member = CurlClient.listen("-H", "MemberId: shared", services.url(PATH))) {
            String event = """
                    {"namespace":"shop","name":"paid","to":"user/shared","payload":{"b":1,"a":2}}""";
            Services.assertStatus(202, services.publish(Tokens.DEFAULT.token("acme", "shop", "event-sender"), event));

            assertThat(withoutId(member.awaitEvents(1).get(0))).isEqualTo("event:paid\ndata:{\"b\":1,\"a\":2}\n\n");
        }
    }

    /** As a service it is closed until somebody opens it, and then tokens decide. */
    @Test
    void membersse_closed_wantsATokenOfTheMember_andASenders() throws Exception {
        try (Services closed = Services.on(kafka, Map.of(PREFIX + "enabled", true))) {
            closed.awaitReady();
            URI url = closed.url(PATH);
            assertRefused(401, "logcast.profiles.membersse.open", CurlClient.ask("-H", "MemberId: m", url));
            assertRefused(401, "logcast.profiles.membersse.open", send(url, "m", SUCCESS));
            assertRefused(403, "user=me", CurlClient.ask("-H", "MemberId: m", "-H", bearer("other"), url));
            assertRefused(403, "event-sender", send(url, "m", SUCCESS, "-H", bearer("other")));
            assertRefused(
                    403,
                    "tenant",
                    send(
                            url,
                            "m",
                            SUCCESS,
                            "-H",
                            "Authorization: Bearer " + Tokens.DEFAULT.token("globex", "shop", "event-sender")));
            try (CurlClient member = CurlClient.listen("-H", "MemberId: m", "-H", bearer("m"), url)) {
                assertThat(send(url, "m", SUCCESS, "-H", bearer("shop", "event-sender"))
                                .status())
                        .isEqualTo(202);
                assertThat(member.awaitEvents(1)).hasSize(1);
            }
        }
    }

    private static CurlClient device(String id) throws Exception {
        return CurlClient.listen("-H", "MemberId: both", "-H", "Device-Id: " + id, services.url(PATH));
    }

    private static CurlClient resumed(String member, String lastId) throws Exception {
        return CurlClient.listen("-H", "MemberId: " + member, "-H", "Last-Event-ID: " + lastId, services.url(PATH));
    }

    private static void post(String member, String event) throws Exception {
        post(services.url(PATH), member, event);
    }

    private static void post(URI url, String member, String event) throws Exception {
        Answer answer = send(url, member, event);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    }

    private static Answer send(String member, String event) throws Exception {
        return send(services.url(PATH), member, event);
    }

    private static Answer send(URI url, String member, String event, String... more) throws Exception {
        List<Object> arguments = new ArrayList<>(
                List.of("-H", "MemberId: " + member, "-H", "Content-Type: application/json", "-d", event, url));
        arguments.addAll(List.of(more));
        return CurlClient.ask(arguments.toArray());
    }

    private static void assertRefused(int status, String message, Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(json(answer).path("status").asInt()).isEqualTo(status);
        assertThat(json(answer).path("message").asText()).contains(message);
    }

    private static String bearer(String subject, String... roles) {
        return "Authorization: Bearer " + Tokens.DEFAULT.token("acme", subject, roles);
    }

    private static JsonNode json(Answer answer) throws Exception {
        return json(answer.body());
    }

    private static JsonNode json(String text) throws Exception {
        return Json.parse(text.getBytes(UTF_8));
    }

    private static String counted(int n) {
        return "{\"type\":\"COUNTED\",\"body\":{\"n\":" + n + "}}";
    }

    private static List<Integer> numbers(List<String> events) {
        return events.stream()
                .map(event -> Integer.valueOf(event.replaceAll("(?s).*\"n\":(\\d+).*", "$1")))
                .toList();
    }

    private static List<Integer> range(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    private static String id(String event) {
        return event.lines().findFirst().orElseThrow().substring("id:".length());
    }

    private static String withoutId(String event) {
        return event.replaceFirst("^id:[A-Za-z0-9]{12}\n", "");
    }
}
