package io.logcast.standalone.profile;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that stand for the clients of former services. */
final class Tools {

    private Tools() {}

    /** Where it is missing the test is not run, and says so; on a machine of CI it fails. */
    static void require(String program) {
        try {
            new ProcessBuilder(program, "--version").start().destroy();
        } catch (IOException e) {
            String message = "NOT RUN, because " + program + " is missing";
            System.out.println(message);
            if ("true".equals(System.getenv("CI"))) {
                fail(message);
            }
            Assumptions.abort(message);
        }
    }
}
