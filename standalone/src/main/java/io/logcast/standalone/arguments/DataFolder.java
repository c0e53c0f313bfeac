package io.logcast.standalone.arguments;

import java.nio.file.Path;

/** Where the platform keeps what must outlive it. */
public final class DataFolder {

    private DataFolder() {}

    /** {@code --data}, else {@code data} beside the script {@code ./logcast}, so that it does not depend on where one stands. */
    public static Path of(Arguments arguments) {
        Path root = Path.of(System.getenv().getOrDefault("LOGCAST_ROOT", "."));
        return arguments
                .text("data")
                .map(Path::of)
                .orElseGet(() -> root.resolve("data"))
                .toAbsolutePath()
                .normalize();
    }
}
