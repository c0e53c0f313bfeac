package io.logcast.gateway.replay;

/** What a replay thread is sent to Kafka for: one step, bounded in records and in time. */
sealed interface Errand permits BlockRead, Question {

    /** Tells those who wait for it that it came to nothing. */
    void refuse(Throwable cause);
}
