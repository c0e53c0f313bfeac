package io.logcast.standalone.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A curl that listens; its thread reads, the test waits and looks. Ends with the test. */
final class CurlClient implements AutoCloseable {

    /**
     * A response.
     *
     * @param head with the status line
     * @param body what came after it
     */
    record Answer(String head, String body) {

        int status() {
            return Integer.parseInt(head.split(" ", 3)[1]);
        }

        /** Null if there is no such header. */
        String header(String name) {
            Matcher header = Pattern.compile("(?im)^" + Pattern.quote(name) + ": *(.*?)\\s*$")
                    .matcher(head);
            return header.find() ? header.group(1) : null;
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean ended;

    private CurlClient(Process process) {
        this.process = process;
    }

    /** @return when the head of the response is there */
    static CurlClient listen(Object... arguments) throws Exception {
        CurlClient client = start(arguments);
        client.await("the head of the response", text -> text.contains("\r\n\r\n"));
        return client;
    }

    /** A request that has an end. */
    static Answer ask(Object... arguments) throws Exception {
        try (CurlClient client = start(arguments)) {
            client.awaitEnd();
            return client.answer();
        }
    }

    Answer answer() {
        String[] parts = text().split("\r\n\r\n", 2);
        return new Answer(parts[0], parts.length == 1 ? "" : parts[1]);
    }

    String body() {
        return answer().body();
    }

    /** What would have been fired; comments and lonely fields are left out. */
    List<String> events() {
        List<String> events = new ArrayList<>(List.of(body().split("(?<=\n\n)")));
        events.removeIf(frame -> !frame.endsWith("\n\n") || !frame.contains("data:"));
        return events;
    }

    List<String> awaitEvents(int count) throws InterruptedException {
        await("event " + count, text -> events().size() >= count);
        return events();
    }

    void awaitBody(Predicate<String> condition) throws InterruptedException {
        await("what was waited for", text -> condition.test(body()));
    }

    synchronized void awaitEnd() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ended) {
            waitUntil(deadline, "the end");
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static CurlClient start(Object... arguments) throws IOException {
        Tools.require("curl");
        // Not -i: it prints the head of a response together with the first of the body.
        List<String> command = new ArrayList<>(List.of("curl", "-sSN", "-D", "-"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        CurlClient client = new CurlClient(
                new ProcessBuilder(command).redirectErrorStream(true).start());
        Thread reader = new Thread(client::read, "curl-output");
        reader.setDaemon(true);
        reader.start();
        return client;
    }

    private synchronized String text() {
        return received.toString(UTF_8);
    }

    private synchronized void await(String what, Predicate<String> condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(text())) {
            if (ended) {
                throw new AssertionError(what + " did not come, curl ended: " + text());
            }
            waitUntil(deadline, what);
        }
    }

    /** To be called in a loop. */
    @SuppressWarnings("WaitNotInLoop")
    private void waitUntil(long deadline, String what) throws InterruptedException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new AssertionError(what + " did not come: " + text());
        }
        wait(left);
    }

    private void read() {
        try (InputStream output = process.getInputStream()) {
            byte[] bytes = new byte[8192];
            for (int count = output.read(bytes); count >= 0; count = output.read(bytes)) {
                take(bytes, count);
            }
        } catch (IOException e) {
            // It was killed.
        } finally {
            end();
        }
    }

    private synchronized void take(byte[] bytes, int count) {
        received.write(bytes, 0, count);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}
