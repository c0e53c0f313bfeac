package io.logcast.gateway.namespace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.logcast.cursor.Cursor;
import io.logcast.event.TenantId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A session that can be recovered, as the client keeps it: its private id in Socket.IO's terms. Signed, so that it need not
 * be kept here; the client compares it and never looks inside.
 *
 * @param session what gateways call the session among themselves
 * @param socket the socket's id
 * @param subject whose it is; empty: of somebody without a token
 * @param connected where the stream was when the session began
 */
record Pid(String session, String socket, String namespace, TenantId tenant, String subject, Cursor connected) {

    private static final int SESSION_BYTES = 15;
    private static final int MAX_LENGTH = 8192;
    private static final int PARTS = 7;
    private static final String VERSION = "1";
    private static final SecureRandom RANDOM = new SecureRandom();

    Pid {
        requireNonNull(session, "session is null");
        requireNonNull(socket, "socket is null");
        requireNonNull(namespace, "namespace is null");
        requireNonNull(tenant, "tenant is null");
        requireNonNull(subject, "subject is null");
        requireNonNull(connected, "connected is null");
    }

    static String newSession() {
        byte[] bytes = new byte[SESSION_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** Whether it is of the one who comes with it now. */
    boolean isOf(Guest guest) {
        return namespace.equals(guest.rule().name())
                && tenant.equals(guest.rule().tenant())
                && subject.equals(guest.subject());
    }

    /** No part may have a line break: subjects, tenants and namespaces may not, and the others are ours. */
    String signed(PidKey key) {
        byte[] text = String.join(
                        "\n", VERSION, session, socket, namespace, tenant.value(), subject, connected.toString())
                .getBytes(UTF_8);
        return encode(text) + "." + encode(key.sign(text));
    }

    /** Empty if that is none of ours, whatever else it is. */
    static Optional<Pid> verified(String pid, PidKey key) {
        int dot = pid.indexOf('.');
        if (dot < 0 || pid.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] text = decode(pid.substring(0, dot));
            boolean isOurs = key.signed(text, decode(pid.substring(dot + 1)));
            return isOurs ? parsed(new String(text, UTF_8).split("\n", -1)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Pid> parsed(String[] parts) {
        return parts.length == PARTS && parts[0].equals(VERSION)
                ? Optional.of(
                        new Pid(parts[1], parts[2], parts[3], new TenantId(parts[4]), parts[5], Cursor.parse(parts[6])))
                : Optional.empty();
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
