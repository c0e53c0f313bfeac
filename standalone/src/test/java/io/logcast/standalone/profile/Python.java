package io.logcast.standalone.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.logcast.testkit.RunnerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * Python with Debian's {@code python3-redis}. Flask-SSE itself is not in Debian: a subscriber here reads messages by its rules, by
 * which an unknown key ends the stream.
 */
final class Python implements AutoCloseable {

    private static final String PYTHON = "/usr/bin/python3";
    private static final String CONNECT = "import json, redis, sys\nr = redis.StrictRedis.from_url(sys.argv[1])\n";

    /** What {@code flask_sse.py} does for each message: {@code Message(**json.loads(data))}, whose parameters are these four. */
    private static final String SUBSCRIBE = """
            class Message(object):
                def __init__(self, data, type=None, id=None, retry=None):
                    pass
            p = r.pubsub()
            p.subscribe(sys.argv[2])
            for message in p.listen():
                if message['type'] == 'subscribe':
                    print('SUBSCRIBED', flush=True)
                else:
                    text = message['data'].decode('utf-8')
                    try:
                        Message(**json.loads(text))
                        print(text, flush=True)
                    except TypeError as e:
                        print('BROKEN', e, flush=True)
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String READY = "SUBSCRIBED";

    private final RunnerProcess process;

    private Python(RunnerProcess process) {
        this.process = process;
    }

    /** @param script with {@code r} for Redis, and arguments from {@code sys.argv[2]} on */
    static void run(URI redis, String script, String... arguments) throws Exception {
        try (RunnerProcess process = start(redis, script, arguments)) {
            assertThat(process.exitCode(PATIENCE))
                    .as(() -> process.lines().toString())
                    .isZero();
        }
    }

    /** @return when it has subscribed */
    static Python subscribe(URI redis, String channel) throws Exception {
        Python subscriber = new Python(start(redis, SUBSCRIBE, channel));
        subscriber.process.awaitLine(Pattern.compile(READY), PATIENCE);
        return subscriber;
    }

    /** What it has received. */
    List<String> lines() {
        return process.lines().stream().filter(line -> !line.equals(READY)).toList();
    }

    @Override
    public void close() throws Exception {
        process.close();
    }

    private static RunnerProcess start(URI redis, String script, String... arguments) throws Exception {
        require();
        List<String> command = new ArrayList<>(List.of(PYTHON, "-c", CONNECT + script, redis.toString()));
        command.addAll(List.of(arguments));
        return RunnerProcess.start(command, Path.of("."), Map.of("PYTHONUTF8", "1"));
    }

    private static void require() throws Exception {
        Process probe = new ProcessBuilder(PYTHON, "-c", "import redis")
                .redirectErrorStream(true)
                .start();
        String printed = new String(probe.getInputStream().readAllBytes(), UTF_8);
        if (probe.waitFor() != 0) {
            String message = "NOT RUN, because Python or its redis is missing: " + printed;
            System.out.println(message);
            if ("true".equals(System.getenv("CI"))) {
                fail(message);
            }
            Assumptions.abort(message);
        }
    }
}
