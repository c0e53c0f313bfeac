package io.logcast.standalone.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.standalone.Services;
import io.logcast.testkit.SocketIoRecorder;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The doors of all five services and Logcast's own, at once, on one port of one gateway, with one Redis. */
@ExtendWith(AllDoors.class)
final class ProfilesTogetherTest {

    private static final int LAST = 100;

    private static Services services;
    private static SeedPlatform platform;

    @BeforeAll
    static void start(AllDoors.Running running) {
        services = running.services();
        platform = running.platform();
    }

    @Test
    void listeners_ofEachDoor_hearTheirOwnMessagesOnceAndNoOthers() throws Exception {
        Map<SeedDoor, SeedListener> listeners = new EnumMap<>(SeedDoor.class);
        for (SeedDoor door : SeedDoor.values()) {
            listeners.put(door, door.listen(platform));
        }
        for (SeedDoor door : SeedDoor.values()) {
            door.publish(platform, number(door));
        }
        for (SeedDoor door : SeedDoor.values()) {
            door.publish(platform, LAST);
            listeners.get(door).await(LAST);
        }
        for (SeedDoor hearing : SeedDoor.values()) {
            for (SeedDoor sending : SeedDoor.values()) {
                assertThat(listeners.get(hearing).count(number(sending)))
                        .as("%s hears of %s", hearing, sending)
                        .isEqualTo(hearing == sending ? 1 : 0);
            }
            listeners.get(hearing).close();
        }
    }

    @Test
    void ownDoors_workBesideThem() throws Exception {
        String token = Tokens.DEFAULT.token(SeedPlatform.TENANT, "ann", "event-sender", "stream-listener");
        try (SseRecorder sse = services.subscribe("user=me", token);
                SocketIoRecorder socket = SocketIoRecorder.open(services.url("/"), "")) {
            assertThat(socket.enterAs("/" + SeedPlatform.TENANT, token)).startsWith("40/dev,");
            Services.assertStatus(
                    202,
                    services.publish(
                            token, "{\"namespace\":\"a\",\"name\":\"b\",\"to\":\"user/ann\",\"payload\":{\"n\":1}}"));

            assertThat(sse.awaitMessages(1)).singleElement().asString().contains("\"n\":1");
            assertThat(socket.next()).startsWith("42/dev,[\"a:b\",").contains("\"n\":1");
        }
    }

    /** What answers there, told by what only that door says. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /health/readiness                                    | 200 | UP
            /v1/events?stream=seeds                              | 401 | urn:logcast:problem:unauthenticated
            /v1/streams/seeds                                    | 401 |
            /stream/v1/streams                                   | 400 | No tenant specified for request.
            /stream/v1/streams/gone?tenant=acme                  | 404 | stream with ID 'gone' could not be found.
            /socket.io/?EIO=4&transport=polling                  | 200 | "pingInterval"
            /notifications/?EIO=4&transport=polling              | 200 | "pingInterval"
            /notifications/socket.io/?EIO=3&transport=polling    | 200 | "pingInterval"
            /sse                                                 | 401 |
            /connections/1-stand-1                               | 401 |
            /health                                              | 200 | "status"
            /events                                              | 400 | "path":"/events"
            /notification/events                                 | 400 | "path":"/notification/events"
            """)
    void path_isAnsweredByItsOwnDoor(String path, int status, String said) throws Exception {
        HttpResponse<String> answer = platform.get(path, Map.of());

        Services.assertStatus(status, answer);
        assertThat(answer.body()).contains(said == null ? "" : said);
    }

    @Test
    void tokens_ofOneService_openNoOthersDoor() throws Exception {
        Map<String, String> ofSseNotify = bearer("{\"iss\":\"1-stand-1\",\"sub\":\"2-user-2\"}");
        Map<String, String> ofAcceleratxr = bearer("{\"profile\":\"{\\\"uid\\\":\\\"ann\\\"}\"}");

        for (Map<String, String> headers : List.of(ofSseNotify, ofAcceleratxr)) {
            assertThat(platform.get("/v1/events?user=me", headers).statusCode()).isIn(401, 403);
        }
        assertThat(platform.get("/sse", ofAcceleratxr).statusCode()).isEqualTo(401);
        try (SocketIoRecorder socket = SocketIoRecorder.open(services.url("/"), "")) {
            String token = ofSseNotify.get("Authorization").substring("Bearer ".length());
            assertThat(socket.enterAs("/axr", token)).startsWith("44/axr,");
        }
    }

    private static Map<String, String> bearer(String claims) {
        return Map.of("Authorization", "Bearer " + Tokens.DEFAULT.sign(claims));
    }

    private static int number(SeedDoor door) {
        return 1 + List.of(SeedDoor.values()).indexOf(door);
    }
}
