package io.logcast.webhook.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.event.Event;
import io.logcast.webhook.WebhookKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The header {@code webhook-id}: the same for all attempts to deliver an event to a webhook, and for an event that its
 * publisher has sent twice with one id. A hash, for it must hold no full stop whatever an event's id is.
 */
final class MessageId {

    private static final int BYTES = 18;

    private MessageId() {}

    static String of(WebhookKey webhook, Event event) {
        // No part holds a control character, so nothing else gives the same text.
        String text = webhook + "\n" + event.source() + "\n" + event.id();
        byte[] hash = Arrays.copyOf(sha256(text), BYTES);
        return "msg_" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has it.
            throw new IllegalStateException(e);
        }
    }
}
