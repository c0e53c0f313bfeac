package io.logcast.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The processes of a run and their folder. None outlives it: they are killed at the end, at Ctrl-C, and those that are JVMs
 * end by themselves when this process is gone, however it went.
 */
public final class Children implements AutoCloseable {

    private final Path folder;
    private final List<Child> running = new CopyOnWriteArrayList<>();
    private final Thread hook = new Thread(this::clear, "bench-clear");

    private Children(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** In a folder for temporary files, which goes with them. */
    public static Children begin() throws IOException {
        return new Children(Files.createTempDirectory("logcast-bench"));
    }

    /** A folder of that name, for whatever a process keeps. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** A JVM like this one. */
    public Child java(String name, JavaCommand command, Map<String, String> environment) throws IOException {
        Path own = folder(name + "-" + running.size());
        return start(name, command.words(own), own, environment);
    }

    public Child start(String name, List<String> command, Path own, Map<String, String> environment)
            throws IOException {
        Child child = Child.start(name, command, own, environment);
        running.add(child);
        return child;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        clear();
    }

    private void clear() {
        running.forEach(Child::kill);
        running.forEach(Child::awaitEnd);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // It is in the folder for temporary files: somebody else's broom comes by.
            System.err.println("logcast: " + folder + " could not be removed");
        }
    }
}
