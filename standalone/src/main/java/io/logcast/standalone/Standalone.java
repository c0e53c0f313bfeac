package io.logcast.standalone;

import io.logcast.embedded.port.PortTaken;
import io.logcast.node.app.Launch;
import io.logcast.standalone.arguments.Arguments;
import io.logcast.standalone.arguments.UsageError;
import io.logcast.standalone.migration.ImportCommand;
import io.logcast.standalone.platform.RunCommand;
import io.logcast.standalone.token.TokenCommand;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code ./logcast run}, {@code demo}, {@code token} and {@code import} start. A refusal is one line on stderr and exit code 1. */
public final class Standalone {

    private Standalone() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(
                    arguments.length == 0 ? "" : arguments[0],
                    Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length));
        } catch (PortTaken e) {
            refuse(e.getMessage() + "; choose another with " + option(e));
        } catch (UsageError | IOException e) {
            refuse(e.getMessage());
        } catch (RuntimeException e) {
            // A stream definition of the data folder that is none, for example.
            refuse(Launch.reasonOf(e).orElseThrow(() -> e));
        }
    }

    private static void refuse(String why) {
        System.err.println("logcast: " + why);
        System.exit(1);
    }

    private static String option(PortTaken refusal) {
        return refusal.purpose().equals("HTTP")
                ? "--port"
                : "--" + refusal.purpose().toLowerCase(Locale.ROOT) + "-port";
    }

    private static void run(String command, List<String> rest) throws IOException, InterruptedException {
        switch (command) {
            case "run" -> RunCommand.of(Arguments.parse(rest), false).run();
            case "demo" -> RunCommand.of(Arguments.parse(rest), true).run();
            case "token" ->
                System.out.println(TokenCommand.of(Arguments.parse(rest)).token());
            case "import" -> ImportCommand.of(rest).run(System.out);
            default ->
                throw new UsageError("there is no command '" + command + "'; there are run, demo, token and import");
        }
    }
}
