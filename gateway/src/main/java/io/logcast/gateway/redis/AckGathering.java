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

    void expect(int others) {
        completeIf(expected(others + 1));
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
    public void asked(int more) {
        completeIf(counted(more));
    }

    @Override
    public void answered(ArrayNode arguments) {
        add(arguments.path(0));
    }

    private void add(JsonNode answer) {
        completeIf(added(answer.isMissingNode() ? NullNode.getInstance() : answer));
    }

    private synchronized boolean expected(int all) {
        expected = all;
        return isComplete();
    }

    private synchronized boolean counted(int more) {
        servers++;
        clients += more;
        return isComplete();
    }

    private synchronized boolean added(JsonNode answer) {
        answers.add(answer);
        return isComplete();
    }

    private boolean isComplete() {
        return servers >= expected && answers.size() >= clients;
    }

    private synchronized List<JsonNode> all() {
        return List.copyOf(answers);
    }

    /** Outside the monitor: what hangs on the result runs here. */
    private void completeIf(boolean complete) {
        if (complete) {
            result.complete(all());
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
