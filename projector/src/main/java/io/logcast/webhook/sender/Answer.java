package io.logcast.webhook.sender;

import java.time.Duration;
import java.time.Instant;

/**
 * What came back from a receiver.
 *
 * @param status of HTTP; 0 if there was no answer
 * @param retryAfter how long it wants us to wait; null if it did not say
 * @param date when it answered, by its own clock; null if it did not say
 * @param failure why there was no answer, for people, and without anything secret; null if there was one
 */
record Answer(int status, Duration retryAfter, Instant date, String failure, Duration took) {

    static Answer none(String failure, Duration took) {
        return new Answer(0, null, null, failure, took);
    }

    boolean isThere() {
        return status != 0;
    }

    boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    boolean isGone() {
        return status == 410;
    }
}
