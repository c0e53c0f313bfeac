package io.logcast.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What a scenario found: a table and remarks for people, the same and more as JSON for programs. */
public final class Report {

    private final Table table;
    private final List<String> remarks = new ArrayList<>();
    private final ObjectNode json = Json.object();
    private final ArrayNode rows = json.putArray("rows");
    private final ObjectNode figures = json.putObject("figures");

    public Report(Table table) {
        this.table = table;
    }

    /** A line under the table. */
    public Report remark(String line) {
        remarks.add(line);
        return this;
    }

    public Report row(ObjectNode row) {
        rows.add(row);
        return this;
    }

    /** A number that the run was made for: under the table and in the JSON. NaN: it could not be measured. */
    public Report figure(String name, double value, String meaning) {
        figures.put(name, Double.isFinite(value) ? value : null);
        return remark(meaning + ": " + Table.text(value));
    }

    public ObjectNode json() {
        return json;
    }

    /** The JSON is the last line. */
    public void print(Console console, ObjectNode about) {
        console.say("");
        console.say(table.render());
        console.say("");
        remarks.forEach(line -> console.say("  " + line));
        about.setAll(json);
        console.say(new String(Json.bytes(about), UTF_8));
    }
}
