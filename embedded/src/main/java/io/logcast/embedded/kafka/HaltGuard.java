package io.logcast.embedded.kafka;

import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;

/**
 * Kafka ends the whole JVM, without its hooks, when its storage fails. In a process that holds more than Kafka that is for
 * the host to do, in order.
 */
public final class HaltGuard {

    private HaltGuard() {}

    /**
     * From now on, for all brokers of this JVM.
     *
     * @param onFatal gets what Kafka had to say; called on a thread of Kafka
     */
    public static void install(Consumer<String> onFatal) {
        Exit.setHaltProcedure((status, message) -> onFatal.accept(reason(status, message)));
        Exit.setExitProcedure((status, message) -> onFatal.accept(reason(status, message)));
    }

    private static String reason(int status, String message) {
        return message == null ? "Kafka stopped with status " + status + " (see the log)" : message;
    }
}
