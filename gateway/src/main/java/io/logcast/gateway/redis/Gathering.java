package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One answer from each of the other servers. */
final class Gathering implements Questions.Asker<List<ObjectNode>> {

    private final String id = Uid.word();
    private final CompletableFuture<List<ObjectNode>> result = new CompletableFuture<>();
    private final List<ObjectNode> answers = new ArrayList<>();
    private int expected = Integer.MAX_VALUE;

    void expect(int servers) {
        completeIf(expected(servers));
    }

    @Override
    public void answered(ObjectNode answer) {
        completeIf(added(answer));
    }

    private synchronized boolean expected(int servers) {
        expected = servers;
        return answers.size() >= expected;
    }

    private synchronized boolean added(ObjectNode answer) {
        answers.add(answer);
        return answers.size() >= expected;
    }

    private synchronized List<ObjectNode> all() {
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
    public CompletableFuture<List<ObjectNode>> result() {
        return result;
    }

    @Override
    public synchronized String standing() {
        return answers.size() + " of " + expected + " answers";
    }
}
