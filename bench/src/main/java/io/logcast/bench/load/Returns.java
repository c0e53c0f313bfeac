package io.logcast.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;

/**
 * Those who were cut off and came back, since the last reading.
 *
 * @param recovered they have their session again, as the server says
 * @param fresh they had a session, and were given another
 * @param replayed deliveries that came before the server accepted them: what they had missed
 * @param attempts in vain
 * @param lastNanos when the last connection was accepted, on {@link System#nanoTime}; 0 for none
 * @param outage from when the connection was lost until the server accepted the next one
 */
public record Returns(long recovered, long fresh, long replayed, long attempts, long lastNanos, Latency outage) {

    static Returns of(Tally tally) {
        return new Returns(
                tally.recovered,
                tally.fresh,
                tally.replayed,
                tally.attempts,
                tally.acceptedNanos,
                Latency.of(tally.outage));
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("recovered", recovered)
                .put("fresh", fresh)
                .put("replayed", replayed)
                .put("attempts", attempts)
                .put("lastNanos", lastNanos);
        json.set("outage", outage.toJson());
        return json;
    }

    static Returns parse(JsonNode json) {
        return new Returns(
                json.get("recovered").longValue(),
                json.get("fresh").longValue(),
                json.get("replayed").longValue(),
                json.get("attempts").longValue(),
                json.get("lastNanos").longValue(),
                Latency.parse(json.get("outage")));
    }
}
