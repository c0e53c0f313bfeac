package io.logcast.gateway.socketio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Knows a few namespaces. */
final class ScriptedGatekeeper implements Gatekeeper {

    final List<ConnectRequest> asked = new ArrayList<>();
    private final Map<String, Supplier<CompletionStage<Verdict>>> rules = new HashMap<>();
    private final Map<String, List<RecordingListener>> admitted = new HashMap<>();
    private boolean admitsAll;

    ScriptedGatekeeper admits(String... namespaces) {
        for (String namespace : namespaces) {
            rules.put(namespace, () -> CompletableFuture.completedFuture(admission(namespace)));
        }
        return this;
    }

    ScriptedGatekeeper admitsAll() {
        admitsAll = true;
        return this;
    }

    ScriptedGatekeeper answers(String namespace, Verdict verdict) {
        return answersLater(namespace, CompletableFuture.completedFuture(verdict));
    }

    ScriptedGatekeeper answersLater(String namespace, CompletionStage<Verdict> verdict) {
        rules.put(namespace, () -> verdict);
        return this;
    }

    Verdict admission(String namespace) {
        RecordingListener listener = new RecordingListener();
        admitted.computeIfAbsent(namespace, none -> new ArrayList<>()).add(listener);
        return Verdict.Admitted.anew(listener);
    }

    /** Of the one that was admitted last. */
    RecordingListener listener(String namespace) {
        List<RecordingListener> all = admitted.get(namespace);
        return all.get(all.size() - 1);
    }

    ConnectRequest lastRequest() {
        return asked.get(asked.size() - 1);
    }

    @Override
    public CompletionStage<Verdict> decide(ConnectRequest request) {
        asked.add(request);
        String namespace = request.namespace();
        Supplier<CompletionStage<Verdict>> rule = rules.get(namespace);
        if (rule != null) {
            return rule.get();
        }
        return CompletableFuture.completedFuture(admitsAll ? admission(namespace) : Verdict.Refused.NO_SUCH_NAMESPACE);
    }
}
