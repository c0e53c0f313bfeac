package io.logcast.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a load client has counted: deliveries since the last reading, connections since the beginning.
 *
 * @param lost numbers that were skipped; what is missing at the end only the publisher can know
 * @param doubled deliveries that came a second time
 * @param disordered deliveries that came after a later one
 * @param firstNanos when the first one came, on {@link System#nanoTime}, which all processes of a Linux machine share; 0 for none
 * @param lastNanos likewise the last one
 * @param connectNanos likewise the first attempt to connect
 * @param latency from when it was due to when it was read; not of what somebody had missed
 * @param returns those who were cut off and came back
 * @param failed connections that were given up
 * @param id where the first subscriber is, in the words of the server
 * @param notices how often the server said what by itself
 */
public record Reading(
        long deliveries,
        long bytes,
        long reads,
        long lost,
        long doubled,
        long disordered,
        long firstNanos,
        long lastNanos,
        long connectNanos,
        Latency latency,
        Returns returns,
        int open,
        int opened,
        int failed,
        int closedByServer,
        String lastFailure,
        String id,
        Map<String, Integer> notices) {

    static Reading of(Tally tally, Subscribers all, String id) {
        return new Reading(
                tally.deliveries,
                tally.bytes,
                tally.reads,
                tally.lost,
                tally.doubled,
                tally.disordered,
                tally.firstNanos,
                tally.lastNanos,
                tally.connectNanos,
                Latency.of(tally.latency),
                Returns.of(tally),
                all.open,
                all.opened,
                all.failed,
                all.closedByServer,
                all.lastFailure,
                id,
                new TreeMap<>(all.notices));
    }

    /** Everything came, once, in order. */
    public boolean isFlawless() {
        return lost == 0 && doubled == 0 && disordered == 0;
    }

    String toJson() {
        ObjectNode json = Json.object()
                .put("deliveries", deliveries)
                .put("bytes", bytes)
                .put("reads", reads)
                .put("lost", lost)
                .put("doubled", doubled)
                .put("disordered", disordered)
                .put("firstNanos", firstNanos)
                .put("lastNanos", lastNanos)
                .put("connectNanos", connectNanos)
                .put("open", open)
                .put("opened", opened)
                .put("failed", failed)
                .put("closedByServer", closedByServer)
                .put("lastFailure", lastFailure)
                .put("id", id);
        json.set("latency", latency.toJson());
        json.set("returns", returns.toJson());
        ObjectNode words = json.putObject("notices");
        notices.forEach(words::put);
        return new String(Json.bytes(json), StandardCharsets.UTF_8);
    }

    static Reading parse(String line) {
        JsonNode json = parsed(line);
        Map<String, Integer> notices = new TreeMap<>();
        json.get("notices")
                .properties()
                .forEach(each -> notices.put(each.getKey(), each.getValue().intValue()));
        return new Reading(
                json.get("deliveries").longValue(),
                json.get("bytes").longValue(),
                json.get("reads").longValue(),
                json.get("lost").longValue(),
                json.get("doubled").longValue(),
                json.get("disordered").longValue(),
                json.get("firstNanos").longValue(),
                json.get("lastNanos").longValue(),
                json.get("connectNanos").longValue(),
                Latency.parse(json.get("latency")),
                Returns.parse(json.get("returns")),
                json.get("open").intValue(),
                json.get("opened").intValue(),
                json.get("failed").intValue(),
                json.get("closedByServer").intValue(),
                json.get("lastFailure").textValue(),
                json.get("id").textValue(),
                notices);
    }

    private static JsonNode parsed(String line) {
        try {
            return Json.parse(line.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJson e) {
            throw new IllegalStateException("the load client said: " + line, e);
        }
    }
}
