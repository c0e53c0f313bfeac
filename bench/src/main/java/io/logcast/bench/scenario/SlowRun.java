package io.logcast.bench.scenario;

import io.logcast.bench.feed.Events;
import io.logcast.bench.feed.Feed;
import io.logcast.bench.feed.OpenLoop;
import io.logcast.bench.load.Load;
import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.load.Reading;
import io.logcast.bench.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One run of {@link SlowReaders} or {@link StalledSockets}: several load clients, of which all but one stop reading. */
final class SlowRun {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SILENT_SECONDS = 15;
    /** Small, so that what a stopped reader leaves behind is the server's affair soon. */
    private static final int RECEIVE_BUFFER = 16 * 1024;

    /** Those who will stop reading, and who come back when they are closed. */
    record Group(String name, LoadSettings settings) {

        int size() {
            return settings.connections();
        }
    }

    private final Setting setting;
    private final GatewayAlone alone;
    private final LoadSettings quick;
    private final List<Group> groups;
    private final int slowCount;

    SlowRun(Setting setting, GatewayAlone alone, LoadSettings quick, List<Group> groups) {
        this.setting = setting;
        this.alone = alone;
        this.quick = coalescing(quick);
        this.groups = List.copyOf(groups);
        this.slowCount = groups.stream().mapToInt(Group::size).sum();
    }

    Report run() throws IOException, InterruptedException {
        List<Load> slow = new ArrayList<>();
        try (Load readers = Load.start(setting.children(), quick);
                Feed feed = alone.gateway().feed()) {
            for (Group group : groups) {
                slow.add(Load.start(
                        setting.children(), coalescing(group.settings()).with("receive-buffer", RECEIVE_BUFFER)));
            }
            return measure(readers, slow, feed);
        } finally {
            slow.forEach(Load::close);
        }
    }

    private Report measure(Load readers, List<Load> slow, Feed feed) throws IOException, InterruptedException {
        readers.awaitOpen(setting.console(), PATIENCE);
        for (Load load : slow) {
            load.awaitOpen(setting.console(), PATIENCE);
        }
        Events events = new Events(setting.number("size"), 1);
        OpenLoop publisher = new OpenLoop(feed, events, () -> 0, setting.console());
        firehose("warming up", publisher, readers, slow, setting.number("warm-up"));
        Reading without = firehose("everybody reads", publisher, readers, slow, setting.number("seconds"));
        SlowReport report = new SlowReport(slowCount, alone.probe().liveHeapBytes());
        long first = events.next(0);
        for (Load load : slow) {
            load.pause();
        }
        Reading with = firehose(slowCount + " do not read", publisher, readers, List.of(), setting.number("seconds"));
        report.others(without, with, alone.probe().liveHeapBytes());
        catchUp(slow, events.next(0) - first, report);
        return report.finish();
    }

    private void catchUp(List<Load> slow, long missed, SlowReport report) throws IOException, InterruptedException {
        for (Load load : slow) {
            load.resume();
        }
        for (int i = 0; i < slow.size(); i++) {
            long expected = missed * slow.get(i).connections();
            slow.get(i).awaitDeliveries(expected, SILENT_SECONDS, "the slow ones catch up", setting.console());
            report.group(
                    groups.get(i).name(),
                    slow.get(i).connections(),
                    expected,
                    slow.get(i).snap());
        }
    }

    /** @param slow empty if they do not read, and are not waited for */
    private Reading firehose(String what, OpenLoop publisher, Load readers, List<Load> slow, int seconds)
            throws IOException, InterruptedException {
        setting.say("%s: %d s", what, seconds);
        readers.snap();
        double rate = (double) setting.number("rate") / (quick.connections() + slowCount);
        long sent = publisher.run(what, rate, seconds).sent();
        readers.awaitDeliveries(sent * quick.connections(), SILENT_SECONDS, what, setting.console());
        for (Load load : slow) {
            load.awaitDeliveries(sent * load.connections(), SILENT_SECONDS, what, setting.console());
            load.snap();
        }
        return readers.snap();
    }

    private LoadSettings coalescing(LoadSettings settings) {
        return settings.with("coalesce", setting.options().number("coalesce-us"));
    }
}
