package io.logcast.node.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.node.RecordedLog;
import io.logcast.testkit.Tokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemHttpTest {

    private static final String TOKEN = Tokens.DEFAULT.token("acme", "ann");
    private static final String[] BEARER = {"Authorization", "Bearer " + TOKEN};

    private static NodeServer server;

    @BeforeAll
    static void start() {
        server = NodeServer.withoutKafka();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /nowhere        | 404 | urn:logcast:problem:not-found
            /echo/json      | 405 | about:blank
            /echo/admin     | 403 | urn:logcast:problem:missing-role
            /echo/number    | 400 | urn:logcast:problem:invalid-field
            /echo/number?n=x| 400 | urn:logcast:problem:invalid-field
            /echo/field     | 400 | urn:logcast:problem:invalid-field
            /echo/away      | 503 | urn:logcast:problem:broker-away
            /echo/broken    | 500 | urn:logcast:problem:internal
            """)
    void get_thatFails_isAProblem(String path, int status, String type) throws Exception {
        JsonNode problem = problem(server.get(path, BEARER), status);

        assertThat(problem.path("type").asText()).isEqualTo(type);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
    }

    @Test
    void invalidField_namesFieldAndLimit() throws Exception {
        JsonNode problem = problem(server.get("/echo/field", BEARER), 400);

        assertThat(problem.path("field").asText()).isEqualTo("name");
        assertThat(problem.path("detail").asText()).isEqualTo("name must have at most 50 characters");
    }

    @Test
    void parameter_missingOrOfAnotherType_isNamed() throws Exception {
        assertThat(problem(server.get("/echo/number", BEARER), 400)
                        .path("detail")
                        .asText())
                .isEqualTo("n is required");
        assertThat(problem(server.get("/echo/number?n=x", BEARER), 400)
                        .path("detail")
                        .asText())
                .isEqualTo("n must be of the type int");
    }

    @Test
    void brokerAway_saysWhenToTryAgain() throws Exception {
        assertThat(server.get("/echo/away", BEARER).headers().firstValue("Retry-After"))
                .contains("1");
    }

    @Test
    void methodNotAllowed_saysWhichIs() throws Exception {
        assertThat(server.get("/echo/json", BEARER).headers().firstValue("Allow"))
                .contains("POST");
    }

    @Test
    void broken_showsNothingOfTheInsideAndLogsIt() throws Exception {
        try (RecordedLog log = RecordedLog.ofAll()) {
            HttpResponse<String> response = server.get("/echo/broken", BEARER);

            assertThat(response.body()).doesNotContain(EchoController.SECRET_INSIDE);
            assertThat(log.lines()).anyMatch(line -> line.contains(EchoController.SECRET_INSIDE));
            assertThat(log.lines()).noneMatch(line -> line.contains(TOKEN));
        }
    }

    @Test
    void body_tooLarge_is413WithTheLimit() throws Exception {
        HttpResponse<String> response =
                server.post("/echo/json", "x".repeat(1001), withBearer("Content-Type", "application/json"));

        JsonNode problem = problem(response, 413);
        assertThat(problem.path("detail").asText()).isEqualTo("body must have at most 1000 bytes");
        assertThat(problem.path("limit").asLong()).isEqualTo(1000);
    }

    @Test
    void body_ofAnotherType_is415() throws Exception {
        problem(server.post("/echo/json", "a=b", withBearer("Content-Type", "text/plain")), 415);
    }

    @Test
    void body_noJson_is400OfTheBody() throws Exception {
        HttpResponse<String> response =
                server.post("/echo/json", "{\"a\":", withBearer("Content-Type", "application/json"));

        JsonNode problem = problem(response, 400);
        assertThat(problem.path("field").asText()).isEqualTo("body");
        assertThat(problem.path("detail").asText()).startsWith("body is not valid JSON (line 1");
    }

    @Test
    void token_missing_is401WithAChallenge() throws Exception {
        HttpResponse<String> response = server.get("/echo/caller");

        problem(response, 401);
        assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
    }

    @Test
    void token_expiredOrForged_is401() throws Exception {
        String expired = Tokens.DEFAULT.token(Duration.ofMinutes(-5), "acme", "ann");
        String forged = new Tokens("another-secret-that-has-more-than-32-bytes").token("acme", "ann");

        problem(server.get("/echo/caller", "Authorization", "Bearer " + expired), 401);
        problem(server.get("/echo/caller", "Authorization", "Bearer " + forged), 401);
        problem(server.get("/echo/caller", "Authorization", "Bearer nonsense"), 401);
    }

    @Test
    void token_inTheQuery_isAsGood() throws Exception {
        assertThat(server.get("/echo/caller?token=" + TOKEN).body()).isEqualTo("acme/ann");
        problem(server.get("/echo/caller?token=nonsense"), 401);
    }

    @Test
    void token_withoutTenant_is403NamingTheClaim() throws Exception {
        String token = Tokens.DEFAULT.sign("{\"sub\":\"ann\",\"exp\":4102444800}");

        JsonNode problem = problem(server.get("/echo/caller", "Authorization", "Bearer " + token), 403);

        assertThat(problem.path("detail").asText()).isEqualTo("claim tenant is required");
    }

    @Test
    void optionalCaller_isThereWithATokenOnly() throws Exception {
        assertThat(server.get("/echo/maybe").body()).isEqualTo("nobody");
        assertThat(server.get("/echo/maybe", BEARER).body()).isEqualTo("ann");
    }

    private static JsonNode problem(HttpResponse<String> response, int status) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = Json.parse(response.body().getBytes(UTF_8));
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem;
    }

    private static String[] withBearer(String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(BEARER, 0, all, 0, 2);
        System.arraycopy(headers, 0, all, 2, headers.length);
        return all;
    }
}
