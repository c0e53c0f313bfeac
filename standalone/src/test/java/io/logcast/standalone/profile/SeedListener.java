package io.logcast.standalone.profile;

import io.logcast.testkit.SocketIoRecorder;
import io.logcast.testkit.SseFrame;
import io.logcast.testkit.SseRecorder;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Somebody who listens at a door, and what they have heard. */
record SeedListener(Supplier<List<String>> heard, AutoCloseable connection) implements AutoCloseable {

    static SeedListener of(SocketIoRecorder client) {
        return new SeedListener(client::frames, client);
    }

    static SeedListener of(SseRecorder client) {
        return new SeedListener(
                () -> client.frames().stream()
                        .map(SseFrame::data)
                        .filter(Objects::nonNull)
                        .toList(),
                client);
    }

    void await(int number) {
        Awaitility.await("message " + number).until(() -> count(number) > 0);
    }

    long count(int number) {
        return heard.get().stream().filter(text -> SeedDoor.has(text, number)).count();
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}
