package io.logcast.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long tests wait for a condition that comes true in its own time, unless they say otherwise. Awaitility's ten seconds are
 * too few where a JVM starts, Kafka elects or thousands of sockets close while something else has the cores. JUnit finds it as
 * a service.
 */
public final class Patience implements LauncherSessionListener {

    private static final Duration DEFAULT = Duration.ofSeconds(60);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(DEFAULT);
    }
}
