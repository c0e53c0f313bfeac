package io.logcast.standalone.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** redis-cli, as publishers use it. */
record RedisCli(URI redis) {

    /** What it prints, line by line. */
    List<String> run(String... command) throws Exception {
        Tools.require("redis-cli");
        List<String> words = new ArrayList<>(List.of("redis-cli", "-u", redis.toString()));
        words.addAll(List.of(command));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines().toList();
    }

    boolean exists(String key) throws Exception {
        return run("EXISTS", key).equals(List.of("1"));
    }
}
