package io.logcast.gateway.app;

import io.logcast.field.InvalidField;
import io.logcast.gateway.namespace.PidKey;
import io.logcast.gateway.socketio.SocketIoSettings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator can set about Socket.IO ({@code logcast.gateway.socketio}).
 *
 * @param tenantNamespaces whether {@code /{tenant}} is a namespace, for every tenant
 * @param recoverySecret signs the sessions that clients keep; empty: the secret of the tokens
 * @param connectTimeout who is in no namespace by then is closed
 * @param ackTimeout for that long an answer of a client is waited for
 * @param maxNamespaces per connection
 */
@Context
@ConfigurationProperties("logcast.gateway.socketio")
record SocketIoProperties(
        @Bindable(defaultValue = "true") boolean tenantNamespaces,
        @Bindable(defaultValue = "") String recoverySecret,
        @Bindable(defaultValue = "45s") Duration connectTimeout,
        @Bindable(defaultValue = "60s") Duration ackTimeout,
        @Bindable(defaultValue = "100") int maxNamespaces) {

    private static final Logger LOG = LoggerFactory.getLogger(SocketIoProperties.class);
    private static final int MIN_SECRET_BYTES = 32;

    SocketIoProperties {
        int bytes = recoverySecret.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > 0 && bytes < MIN_SECRET_BYTES) {
            throw new InvalidField(
                    "logcast.gateway.socketio.recovery-secret",
                    "must have at least " + MIN_SECRET_BYTES + " bytes, it has " + bytes);
        }
    }

    SocketIoSettings connections() {
        SocketIoSettings usual = SocketIoSettings.DEFAULT;
        return new SocketIoSettings(
                connectTimeout,
                ackTimeout,
                maxNamespaces,
                usual.maxNamespaceLength(),
                usual.maxEventLength(),
                usual.maxAttachments(),
                usual.maxDepth());
    }

    /** @param ofTokens the secret that tokens are signed with, if it is one that we know */
    PidKey key(Optional<String> ofTokens) {
        Optional<String> secret =
                Optional.of(recoverySecret).filter(text -> !text.isEmpty()).or(() -> ofTokens);
        if (secret.isEmpty()) {
            LOG.warn(
                    "Without logcast.gateway.socketio.recovery-secret no other gateway recovers the sessions of this one.");
        }
        return secret.map(PidKey::of).orElseGet(PidKey::random);
    }

    /** Never the secret: records print their components. */
    @Override
    public String toString() {
        return "SocketIoProperties[…]";
    }
}
