package io.logcast.standalone.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.json.Json;
import io.logcast.testkit.SocketIoRecorder;
import io.logcast.testkit.Tokens;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A service that Logcast replaces, as its clients and publishers use it, at the platform's own doors beside it. A message has a
 * number of 1 to 127, and nothing else that matters.
 */
enum SeedDoor {
    ADSP("acme", "ann", "stream=seeds", "logcast.events", "shop:ordered") {
        @Override
        SeedListener listen(SeedPlatform at) throws Exception {
            return at.sse("/stream/v1/streams/seeds?tenant=acme", Map.of("Authorization", "Bearer " + token()));
        }

        @Override
        void publish(SeedPlatform at, int number) throws Exception {
            at.post("/event/v1/events", Map.of("Authorization", "Bearer " + token()), """
                    {"namespace":"shop","name":"ordered","timestamp":"2026-11-21T12:00:00.000Z","payload":{"n":%d}}""".formatted(number));
        }

        private static String token() {
            return Tokens.DEFAULT.sign("""
                    {"iss":"https://access.example/auth/realms/acme","aud":["urn:ads:platform:push-service","urn:ads:platform:event-service"],
                     "sub":"ann","exp":4102444800,"realm_access":{"roles":["stream-listener","event-sender"]}}""");
        }
    },

    /** What emitters send is no event of Logcast's: it is kept as it reaches the clients. */
    ACCELERATXR(SeedPlatform.TENANT, "ann", "room=allusers", "logcast.deliveries", null) {
        @Override
        SeedListener listen(SeedPlatform at) throws Exception {
            SocketIoRecorder client = SocketIoRecorder.open(at.url("/"), "");
            assertThat(client.enterAs("/axr", axrToken(subject))).startsWith("40/axr,");
            return SeedListener.of(client);
        }

        @Override
        void publish(SeedPlatform at, int number) {
            at.redis("socket.io#/axr#allusers#", emitted(number));
        }

        // of("/axr").to("allusers").emit("msg", {n: number}) of @socket.io/redis-emitter 4 and 5.
        private static byte[] emitted(int number) {
            return HexFormat.of()
                    .parseHex("93a7656d697474657283a47479706502a46461746192a36d736781a16e%02x".formatted(number)
                            + "a36e7370a42f61787283a5726f6f6d7391a8616c6c7573657273a5666c61677380a665786365707490");
        }
    },

    /** Its later generation, without Socket.IO. */
    ACCELERATXR_PUSH(SeedPlatform.TENANT, "uid-of-bob", "user=me", "logcast.events", "acceleratxr:push") {
        @Override
        SeedListener listen(SeedPlatform at) {
            PushClient client = PushClient.open(at.url("/"), axrToken(subject));
            return new SeedListener(client::frames, client);
        }

        @Override
        void publish(SeedPlatform at, int number) {
            at.redis(
                    subject,
                    "{\"type\":\"Order\",\"action\":\"update\",\"data\":{\"n\":%d}}"
                            .formatted(number)
                            .getBytes(UTF_8));
        }
    },

    FLASKSSE("acme", "ann", "room=users.social", "logcast.events", "flasksse:message") {
        @Override
        SeedListener listen(SeedPlatform at) throws Exception {
            return at.sse("/stream?channel=users.social", Map.of());
        }

        @Override
        void publish(SeedPlatform at, int number) {
            at.redis(
                    "users.social",
                    "{\"data\": {\"n\": %d}, \"type\": \"greeting\"}"
                            .formatted(number)
                            .getBytes(UTF_8));
        }
    },

    SSENOTIFY("1-stand-1", "2-user-2", "user=me", "logcast.events", "ssenotify:message") {
        @Override
        SeedListener listen(SeedPlatform at) throws Exception {
            return at.sse("/sse", Map.of("Authorization", "Bearer " + token()));
        }

        @Override
        void publish(SeedPlatform at, int number) {
            String message = "{\"id\":\"%d\", \"type\":\"event\", \"data\":{\"n\":%d}}".formatted(number, number);
            at.redis("1-stand-1:channel:2-user-2", message.getBytes(UTF_8));
        }

        private static String token() {
            return Tokens.DEFAULT.sign("{\"iss\":\"1-stand-1\",\"sub\":\"2-user-2\",\"exp\":4102444800}");
        }
    },

    MEMBERSSE("acme", "123", "user=me", "logcast.events", "membersse:EVENT_TYPE") {
        @Override
        SeedListener listen(SeedPlatform at) throws Exception {
            return at.sse("/notification/events", Map.of("MemberId", "123"));
        }

        @Override
        void publish(SeedPlatform at, int number) throws Exception {
            String event = "{\"type\":\"EVENT_TYPE\",\"body\":{\"n\":%d}}".formatted(number);
            at.post("/notification/events", Map.of("MemberId", "123"), event);
        }
    };

    /** As a client of Logcast itself sees the same messages: the tenant and user of its token, and what it subscribes to. */
    final String tenant;

    final String subject;
    final String query;
    /** The topic in which an analytics consumer finds them; with their type, if events are behind them. */
    final String topic;

    final String type;

    SeedDoor(String tenant, String subject, String query, String topic, String type) {
        this.tenant = tenant;
        this.subject = subject;
        this.query = query;
        this.topic = topic;
        this.type = type;
    }

    /** Listens as the service's clients do; in place when it returns. */
    abstract SeedListener listen(SeedPlatform at) throws Exception;

    /** Publishes as the service's publishers do. */
    abstract void publish(SeedPlatform at, int number) throws Exception;

    String nativeToken() {
        return Tokens.DEFAULT.token(tenant, subject, "stream-listener");
    }

    private static String axrToken(String uid) {
        String profile = "{\"uid\":\"" + uid + "\",\"roles\":[]}";
        return Tokens.DEFAULT.sign(
                Json.object().put("profile", profile).put("exp", 4_102_444_800L).toString());
    }

    /** Whether the record of {@link #topic} has that message. */
    boolean is(ConsumerRecord<String, byte[]> found, int number) {
        String value = new String(found.value(), UTF_8);
        return found.key().startsWith(tenant + "/") && has(value, number) && (type == null || isOfType(found, value));
    }

    /** In the binary mode of CloudEvents the type is a header, in the structured one a member. */
    private boolean isOfType(ConsumerRecord<String, byte[]> found, String value) {
        Header header = found.headers().lastHeader("ce_type");
        return header == null ? value.contains("\"" + type + "\"") : type.equals(new String(header.value(), UTF_8));
    }

    /** Whether a text, a frame or a record, has the message of that number. */
    static boolean has(String text, int number) {
        return text.matches("(?s).*\"n\": ?" + number + "[},].*");
    }
}
