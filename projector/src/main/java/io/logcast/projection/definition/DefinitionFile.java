package io.logcast.projection.definition;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.logcast.channel.StreamId;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.json.Fields;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamDefinitionCodec;
import io.logcast.stream.StreamKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One stream definition as YAML: the members of the JSON form, and {@code tenant}. */
final class DefinitionFile {

    private static final String SETTING = "logcast.definitions.folder";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private DefinitionFile() {}

    /** @throws InvalidField if the file is no stream definition, or cannot be read */
    static StreamDefinition read(Path file) {
        try {
            return definition(YAML.readTree(Files.readAllBytes(file)));
        } catch (InvalidField e) {
            throw wrong(file, e.getMessage());
        } catch (JsonProcessingException e) {
            throw wrong(file, "is no YAML" + place(e.getLocation()));
        } catch (IOException e) {
            throw wrong(file, "cannot be read");
        }
    }

    private static StreamDefinition definition(JsonNode document) {
        Fields fields = Fields.of("the file", document);
        StreamKey key = new StreamKey(new TenantId(fields.text("tenant")), new StreamId(fields.text("id")));
        ObjectNode rest = ((ObjectNode) document).deepCopy().without(List.of("tenant"));
        return StreamDefinitionCodec.read(key, rest);
    }

    static InvalidField wrong(Path file, String rule) {
        return new InvalidField(SETTING, "holds the wrong file " + file + ": " + rule);
    }

    private static String place(JsonLocation at) {
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
