package io.logcast.bench.server;

/**
 * {@code GET /sub/7} or {@code POST /pub/7}.
 *
 * @param body null for a subscription
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record FloorRequest(int channel, byte[] body) {

    boolean isSubscription() {
        return body == null;
    }
}
