package io.logcast.bench.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** @param entries jars and folders */
public record ClassPath(List<Path> entries) {

    public ClassPath {
        entries = List.copyOf(entries);
    }

    /** Of this JVM. */
    public static ClassPath ours() {
        return new ClassPath(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList());
    }

    /** Without the jars that these classes are in. */
    public ClassPath without(List<Class<?>> strangers) {
        List<Path> gone = strangers.stream().map(ClassPath::home).toList();
        return new ClassPath(
                entries.stream().filter(entry -> !gone.contains(entry)).toList());
    }

    String text() {
        return String.join(
                File.pathSeparator, entries.stream().map(Path::toString).toList());
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no class path entry of " + type, e);
        }
    }
}
