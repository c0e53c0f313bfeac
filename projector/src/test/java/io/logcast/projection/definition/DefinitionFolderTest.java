package io.logcast.projection.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.field.InvalidField;
import io.logcast.projection.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionFolderTest {

    private static final String ORDERS = """
            # What the shop's front page shows.
            tenant: acme
            id: orders
            name: Orders
            subscriberRoles: [sales]
            events:
              - namespace: orders
                name: placed
                criteria: {context: {region: eu, level: 1.50}}
                map:
                  sku: payload.items[0].sku
                  at: timestamp
            """;

    @TempDir
    Path folder;

    @Test
    void read_yaml_isTheSameAsItsJson() throws Exception {
        write("orders.yaml", ORDERS);
        write("b.yml", ORDERS.replace("id: orders", "id: b"));
        write("notes.txt", "no definition");

        assertThat(DefinitionFolder.read(folder))
                .extracting(definition -> definition.key().toString())
                .containsExactly("acme/b", "acme/orders");
        assertThat(DefinitionFolder.read(folder)).contains(Samples.stream("acme/orders", """
                                {"name":"Orders","subscriberRoles":["sales"],"events":[{"namespace":"orders","name":"placed",
                                "criteria":{"context":{"region":"eu","level":1.50}},
                                "map":{"sku":"payload.items[0].sku","at":"timestamp"}}]}"""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tenant: acme        | tenent: acme     | tenant is required
            tenant: acme        | tenant: a/b      | tenant must be 1 to 64 letters
            id: orders          | id: 17           | id must be a string
            name: placed        | nmae: placed     | events[0].nmae is not known
            payload.items[0].sku| "items["         | events[0].map.sku.path must be a path
            name: Orders        | name: [          | is no YAML (line
            name: Orders        | id: twice        | is no YAML (line
            """)
    void read_wrongFile_isRefusedByFileAndField(String right, String wrong, String rule) throws Exception {
        write("orders.yaml", ORDERS.replace(right, wrong));

        assertThatThrownBy(() -> DefinitionFolder.read(folder))
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith("logcast.definitions.folder holds the wrong file "
                        + folder.resolve("orders.yaml") + ": " + rule);
    }

    @Test
    void read_emptyFile_isRefused() throws Exception {
        write("orders.yaml", "");

        assertThatThrownBy(() -> DefinitionFolder.read(folder)).hasMessageEndingWith("the file must be a JSON object");
    }

    @Test
    void read_twoFilesOfOneStream_areRefused() throws Exception {
        write("a.yaml", ORDERS);
        write("b.yaml", ORDERS);

        assertThatThrownBy(() -> DefinitionFolder.read(folder))
                .hasMessageEndingWith("b.yaml: another file defines acme/orders too");
    }

    @Test
    void read_noFolder_isRefused() {
        assertThatThrownBy(() -> DefinitionFolder.read(folder.resolve("missing")))
                .hasMessage(
                        "logcast.definitions.folder must be a folder that can be read: " + folder.resolve("missing"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
