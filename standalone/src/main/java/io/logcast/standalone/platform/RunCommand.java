package io.logcast.standalone.platform;

import io.logcast.standalone.arguments.Arguments;
import io.logcast.standalone.demo.DemoPublisher;
import io.logcast.standalone.token.DevelopmentSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ./logcast run} and {@code ./logcast demo}: starts the platform, says where everything is, runs until told to stop. */
public final class RunCommand {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    private final RunSettings settings;
    private final boolean demo;
    private final long began = System.nanoTime();

    private RunCommand(RunSettings settings, boolean demo) {
        this.settings = settings;
        this.demo = demo;
    }

    public static RunCommand of(Arguments arguments, boolean demo) {
        return new RunCommand(RunSettings.of(arguments), demo);
    }

    public void run() throws IOException, InterruptedException {
        Files.createDirectories(settings.data());
        Streams.provide(settings.data(), definitions());
        String secret = DevelopmentSecret.of(settings.data());
        Platform platform = Platform.start(settings, secret, Welcome.tenant(demo), System.out::println);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform, stopped), "logcast-stop"));
        Readiness.await(settings.url());
        new Welcome(settings, secret, demo).print(System.out, began);
        if (demo) {
            DemoPublisher.start(settings.url(), secret);
        }
        stopped.await();
    }

    private List<String> definitions() {
        List<String> names = new ArrayList<>(List.of("greetings.yaml"));
        if (demo) {
            names.addAll(DemoPublisher.DEFINITIONS);
        }
        return names;
    }

    private static void stop(Platform platform, CountDownLatch stopped) {
        try {
            platform.close();
        } catch (IOException | RuntimeException e) {
            LOG.error("Stopping was not clean", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }
}
