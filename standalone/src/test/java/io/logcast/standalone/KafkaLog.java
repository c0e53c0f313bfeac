package io.logcast.standalone;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Kafka itself writes to the runner's log; it may complain there, at ERROR, of what ends before it does. */
final class KafkaLog {

    /** The log tells of a class no more than its name. */
    private static final Pattern LINE = Pattern.compile("^[\\d:.]{12} [A-Z]+ +(\\w+) - ");

    private static final Set<String> OURS = new ClassFileImporter()
            .importPackages("io.logcast").stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());

    private static final Set<String> CLASSES = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> path.replace('\\', '/').matches(".*/org/apache/kafka/.*\\.jar"))
            .flatMap(KafkaLog::classesIn)
            .filter(name -> !OURS.contains(name))
            .collect(Collectors.toSet());

    private KafkaLog() {}

    static boolean wrote(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.find() && CLASSES.contains(matcher.group(1));
    }

    private static Stream<String> classesIn(String jar) {
        try (JarFile opened = new JarFile(jar)) {
            return opened.stream()
                    .map(entry -> entry.getName().replaceAll(".*/", ""))
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
