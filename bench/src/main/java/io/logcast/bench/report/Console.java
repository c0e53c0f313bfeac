package io.logcast.bench.report;

import java.io.PrintStream;
import java.util.Locale;

/** Tells the person in front of it what goes on. A bar that moves needs a terminal; else there are plain lines. */
public final class Console {

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private boolean barStands;

    public Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public synchronized void say(String line) {
        clearBar();
        out.println(line);
        out.flush();
    }

    @SuppressWarnings("AnnotateFormatMethod") // A dependency for one annotation; SmokeIT runs the formats.
    public void say(String format, Object... values) {
        say(String.format(Locale.ROOT, format, values));
    }

    /**
     * Only on a terminal: elsewhere a thousand bars would follow each other.
     *
     * @param done 0 to 1
     */
    public synchronized void bar(String what, double done) {
        if (terminal) {
            int full = (int) Math.round(Math.min(1, Math.max(0, done)) * WIDTH);
            out.print("\r  [" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + what + "\u001b[K");
            out.flush();
            barStands = true;
        }
    }

    private void clearBar() {
        if (barStands) {
            out.print("\r\u001b[K");
            barStands = false;
        }
    }
}
