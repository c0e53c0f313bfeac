package io.logcast.standalone.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts stream definitions to begin with into the data folder, where people find and change them. */
final class Streams {

    private Streams() {}

    /** A file that is already there stays as it is. */
    static void provide(Path data, List<String> names) throws IOException {
        Path folder = Files.createDirectories(data.resolve("streams"));
        for (String name : names) {
            Path file = folder.resolve(name);
            if (Files.notExists(file)) {
                try (InputStream definition = Streams.class.getResourceAsStream("/streams/" + name)) {
                    Files.copy(definition, file);
                }
            }
        }
    }
}
