package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.socketio.Adapter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** From each server how many clients it has asked, this gateway included, and from each of those an answer. */
final class AckGathering implements Questions.Asker<List<JsonNode>>, Adapter.AckCollector {

    private final String id = Uid.word();
    private final CompletableFuture<List<JsonNode>> result = new CompletableFuture<>();
    private final List<JsonNode> answers = new ArrayList<>();
    private int expected = Integer.MAX_VALUE;
    private int servers;
    private int clients;

    synchronized void expect(int others) {
        expected = others + 1;
        check();
    }

    @Override
    public void answered(ObjectNode answer) {
        if (answer.path("type").asInt(-1) == RequestType.CLIENT_COUNT.wire()) {
            asked(answer.path("clientCount").asInt());
        } else if (answer.path("type").asInt(-1) == RequestType.ACK.wire()) {
            add(answer.path("packet"));
        }
    }

    @Override
    public synchronized void asked(int more) {
        servers++;
        clients += more;
        check();
    }

    @Override
    public void answered(ArrayNode arguments) {
        add(arguments.path(0));
    }

    private synchronized void add(JsonNode answer) {
        answers.add(answer.isMissingNode() ? NullNode.getInstance() : answer);
        check();
    }

    private void check() {
        if (servers >= expected && answers.size() >= clients) {
            result.complete(List.copyOf(answers));
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public CompletableFuture<List<JsonNode>> result() {
        return result;
    }

    @Override
    public synchronized String standing() {
        return answers.size() + " of " + clients + " answers, of " + servers + " servers of " + expected;
    }
}
