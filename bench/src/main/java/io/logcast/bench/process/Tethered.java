package io.logcast.bench.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another {@code main}, and ends the process when its parent is gone. A parent that is killed cannot tell anybody; but
 * the pipe that is the child's standard input then ends.
 */
public final class Tethered {

    /** The main class takes its input itself, and ends at its end. */
    public static final String READS_INPUT = "logcast.bench.reads-input";

    private Tethered() {}

    /** @param arguments the name of the main class, then its own arguments */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        if (!Boolean.getBoolean(READS_INPUT)) {
            Thread watch = new Thread(Tethered::awaitParentsEnd, "bench-tether");
            watch.setDaemon(true);
            watch.start();
        }
        run(Class.forName(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void run(Class<?> main, String[] arguments) throws ReflectiveOperationException {
        try {
            main.getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void awaitParentsEnd() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            // The same as the end.
        }
        Runtime.getRuntime().halt(1);
    }
}
