package io.logcast.standalone.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.logcast.standalone.platform.RunnerProfiles;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** Where a gateway with the doors of all five services is, and the Redis behind it. */
final class SeedPlatform implements AutoCloseable {

    /** Of the runner. */
    static final String TENANT = "dev";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI url;
    private final RedisClient redis;
    private final StatefulRedisConnection<byte[], byte[]> connection;

    SeedPlatform(URI url, URI redis) {
        this.url = url;
        this.redis = RedisClient.create(redis.toString());
        this.connection = this.redis.connect(ByteArrayCodec.INSTANCE);
    }

    /** All doors, as the runner opens them. */
    static Map<String, Object> doors() {
        return RunnerProfiles.properties(Tokens.DEFAULT.secret(), TENANT);
    }

    /** What the door of ADSP shows, which has no door of its own for definitions. */
    void defineStream() throws Exception {
        String token = Tokens.DEFAULT.token("acme", "admin", "stream-admin");
        HttpRequest.Builder request = request("/v1/streams/seeds", Map.of("Authorization", "Bearer " + token))
                .PUT(BodyPublishers.ofString("{\"events\":[{\"namespace\":\"shop\",\"name\":\"ordered\"}]}"));
        assertThat(send(request).statusCode()).isEqualTo(201);
    }

    URI url(String path) {
        return url.resolve(path);
    }

    SeedListener sse(String path, Map<String, String> headers) throws IOException {
        SseRecorder client = SseRecorder.open(url(path), headers);
        assertThat(client.status()).as(path).isEqualTo(200);
        return SeedListener.of(client);
    }

    /** A client of Logcast itself. */
    SseRecorder subscribe(SeedDoor door, Map<String, String> headers) throws IOException {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + door.nativeToken());
        return SseRecorder.open(url("/v1/events?" + door.query), all);
    }

    void post(String path, Map<String, String> headers, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(path, headers).POST(BodyPublishers.ofString(json)));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 202);
    }

    HttpResponse<String> get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        return send(request(path, headers));
    }

    void redis(String channel, byte[] message) {
        connection.sync().publish(channel.getBytes(UTF_8), message);
    }

    @Override
    public void close() {
        redis.shutdown();
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(path)).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return request;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
