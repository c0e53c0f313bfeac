package io.logcast.bench.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.bench.feed.Events;
import io.logcast.bench.feed.Feed;
import io.logcast.bench.feed.OpenLoop;
import io.logcast.bench.load.Load;
import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.measure.Phase;
import io.logcast.bench.measure.Rig;
import io.logcast.bench.measure.Saturation;
import io.logcast.bench.option.Defaults;
import io.logcast.bench.peer.Peers;
import io.logcast.bench.process.JvmFigures;
import io.logcast.bench.server.Server;
import io.logcast.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntSupplier;

/**
 * The same for every server: subscribers on one or many channels, a phase at a fixed rate, and the search for the highest.
 */
final class FanOut {

    private static final Duration CONNECT_PATIENCE = Duration.ofMinutes(2);
    private static final int SATURATION_FACTOR = 4;
    private static final int BISECTIONS = 4;
    private static final double IDLE_SECONDS = 3;
    private static final double HIGHEST = 20e6;

    /**
     * @param idleCores processors that it uses while nothing is published
     * @param saturated empty if no rate was carried, or none was looked for
     */
    record Result(String server, double idleCores, Phase fixed, Optional<Phase> saturated) {

        Result named(String name) {
            return new Result(name, idleCores, fixed, saturated);
        }

        ObjectNode toJson() {
            ObjectNode json = Json.object().put("server", server).put("idleCores", idleCores);
            json.set("fixed", fixed.toJson());
            json.set("saturated", saturated.map(Phase::toJson).orElse(null));
            return json;
        }
    }

    private final Setting setting;
    private final int channels;
    private final int fan;

    FanOut(Setting setting, int channels, int fan) {
        this.setting = setting;
        this.channels = channels;
        this.fan = fan;
    }

    /** The options that it looks at. */
    static Defaults options() {
        return Defaults.none()
                .with("size", 200)
                .with("rate", 10_000)
                .with("seconds", 20)
                .with("warm-up", 20)
                .with("saturate", 1)
                .with("step-seconds", 3)
                .with("coalesce-us", 1000)
                .with("wait-quiet", 20);
    }

    Result run(Server server, JvmFigures runtime) throws IOException, InterruptedException {
        setting.say("%s: %,d subscribers on %,d streams", server.name(), channels * fan, channels);
        LoadSettings subscribers = server.subscribers(channels * fan, channels)
                .with("coalesce", setting.options().number("coalesce-us"));
        try (Load load = Load.start(setting.children(), subscribers);
                Feed feed = server.feed()) {
            load.awaitOpen(setting.console(), CONNECT_PATIENCE);
            Events events = new Events(setting.number("size"), channels);
            OpenLoop publisher = new OpenLoop(feed, events, chooser(), setting.console());
            return measure(
                    server,
                    new Rig(
                            server,
                            load,
                            publisher,
                            fan,
                            runtime,
                            setting.options().number("wait-quiet"),
                            setting.console()));
        }
    }

    /** The peers that were asked for, under the same load. */
    List<Result> peers() throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        for (String name : setting.peers()) {
            try (Server peer = new Peers(setting.children(), setting.options()).start(name)) {
                results.add(run(peer, JvmFigures.UNKNOWN));
            }
        }
        return results;
    }

    private Result measure(Server server, Rig rig) throws IOException, InterruptedException {
        int rate = setting.number("rate");
        rig.warmUp((double) rate * SATURATION_FACTOR, setting.options().number("warm-up"));
        // First, for it is a warm-up too: at ten events a second a JVM compiles for minutes what runs for each event.
        Optional<Phase> saturated = saturated(rig, rate);
        double idle = rig.idleCores(IDLE_SECONDS);
        Phase fixed = rig.steady("fixed rate", rate, setting.number("seconds"));
        setting.say(
                "  %s at %,d deliveries/s: %.2f µs each, p50 %.2f ms, p99 %.2f ms",
                server.name(),
                rate,
                fixed.microsPerDelivery(),
                fixed.reading().latency().p50() / 1e3,
                fixed.reading().latency().p99() / 1e3);
        return new Result(server.name(), idle, fixed, saturated);
    }

    private Optional<Phase> saturated(Rig rig, int rate) throws IOException, InterruptedException {
        if (setting.options().number("saturate") == 0) {
            return Optional.empty();
        }
        Saturation search = new Saturation((double) rate * SATURATION_FACTOR, BISECTIONS, HIGHEST);
        return rig.saturate(search, setting.number("step-seconds")).map(Saturation.Best::measured);
    }

    /** The same sequence in every run. */
    private IntSupplier chooser() {
        Random random = new Random(1);
        return channels == 1 ? () -> 0 : () -> random.nextInt(channels);
    }
}
