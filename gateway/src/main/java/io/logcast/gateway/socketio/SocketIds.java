package io.logcast.gateway.socketio;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids like those of Socket.IO's own server: 20 URL-safe characters. */
final class SocketIds {

    private static final int BYTES = 15;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SocketIds() {}

    static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
