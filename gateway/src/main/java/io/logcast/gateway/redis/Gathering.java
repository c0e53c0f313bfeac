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

    synchronized void expect(int servers) {
        expected = servers;
        check();
    }

    @Override
    public synchronized void answered(ObjectNode answer) {
        answers.add(answer);
        check();
    }

    private void check() {
        if (answers.size() >= expected) {
            result.complete(List.copyOf(answers));
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
