package io.logcast.webhook;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * The secrets that a webhook's requests are signed with. After a rotation the one before is used as well for a while, so
 * that the receiver can change at its leisure.
 *
 * @param previous null if there is none
 * @param previousUntil when the previous one is no longer used; null if there is none
 */
public record Signing(WebhookSecret secret, WebhookSecret previous, Instant previousUntil) {

    public Signing {
        requireNonNull(secret, "secret is null");
        if ((previous == null) != (previousUntil == null)) {
            throw new IllegalArgumentException("a previous secret has an end, and nothing else has");
        }
    }

    public static Signing with(WebhookSecret secret) {
        return new Signing(secret, null, null);
    }

    /** From now on the next secret; the present one too, until then. */
    public Signing rotated(WebhookSecret next, Instant until) {
        return next.equals(secret) ? this : new Signing(next, secret, until);
    }

    /** Those to sign with at that time, the newest first. */
    public List<WebhookSecret> at(Instant now) {
        return previous != null && now.isBefore(previousUntil) ? List.of(secret, previous) : List.of(secret);
    }
}
