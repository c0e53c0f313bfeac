package io.logcast.webhook.sender;

/**
 * How it is delivered.
 *
 * @param nodeId the member's name in the group: who comes back under it gets its partitions at once
 */
public record SenderSettings(String nodeId, Limits limits, Backoff backoff) {}
