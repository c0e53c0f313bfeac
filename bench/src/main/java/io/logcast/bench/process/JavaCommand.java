package io.logcast.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a JVM is started: with the java of this one, and this one's class path or a part of it.
 *
 * @param main the class whose {@code main} runs, inside of {@link Tethered}
 */
public record JavaCommand(ClassPath classPath, List<String> jvmOptions, Class<?> main, List<String> arguments) {

    private static final int UNSAFE_WARNED_SINCE = 24;

    public JavaCommand {
        jvmOptions = List.copyOf(jvmOptions);
        arguments = List.copyOf(arguments);
    }

    public static JavaCommand of(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        return new JavaCommand(ClassPath.ours(), jvmOptions, main, arguments);
    }

    /** Everything is in a file, for class paths are long. */
    List<String> words(Path folder) throws IOException {
        List<String> words = new ArrayList<>(standard());
        words.addAll(jvmOptions);
        words.addAll(List.of("-cp", classPath.text(), Tethered.class.getName(), main.getName()));
        words.addAll(arguments);
        Path file = folder.resolve("arguments");
        Files.write(file, words.stream().map(JavaCommand::quoted).toList());
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + file);
    }

    /** As in the Dockerfiles and in ./logcast. */
    private static List<String> standard() {
        return Runtime.version().feature() < UNSAFE_WARNED_SINCE
                ? List.of()
                : List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
    }

    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
