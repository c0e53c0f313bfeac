package io.logcast.gateway.redis;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Channels of one kind that are heard by their names. What was added twice is heard until it was removed twice. */
interface Hearing {

    /** @return completes when they are heard; fails if Redis is away, and then they are heard when it comes back */
    CompletionStage<Void> add(List<String> wanted);

    /** Each must have been added before. */
    CompletionStage<Void> remove(List<String> unwanted);
}
