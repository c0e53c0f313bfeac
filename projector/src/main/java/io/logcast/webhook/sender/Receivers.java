package io.logcast.webhook.sender;

import java.util.concurrent.CompletionStage;

/** The world outside. */
interface Receivers {

    /** Never blocks. Completes on any thread within the timeout, and never exceptionally. */
    CompletionStage<Answer> post(Outgoing request);
}
