package io.logcast.projection.definition;

import io.logcast.field.InvalidField;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The {@code *.yaml} and {@code *.yml} files of a folder, each a stream definition. */
public final class DefinitionFolder {

    private DefinitionFolder() {}

    /**
     * In the order of the file names; files in folders below are not looked at.
     *
     * @throws io.logcast.field.InvalidField if one of them is no definition, or two define the same stream
     */
    public static Collection<StreamDefinition> read(Path folder) {
        Map<StreamKey, StreamDefinition> definitions = new LinkedHashMap<>();
        for (Path file : files(folder)) {
            StreamDefinition definition = DefinitionFile.read(file);
            if (definitions.put(definition.key(), definition) != null) {
                throw DefinitionFile.wrong(file, "another file defines " + definition.key() + " too");
            }
        }
        return definitions.values();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new InvalidField("logcast.definitions.folder", "must be a folder that can be read: " + folder);
        }
    }
}
