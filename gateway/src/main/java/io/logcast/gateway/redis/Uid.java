package io.logcast.gateway.redis;

import java.security.SecureRandom;

/** What a gateway calls itself towards the other servers: new at each start, and told apart from Node's. */
record Uid(String text) {

    private static final String PREFIX = "logcast-";
    private static final SecureRandom RANDOM = new SecureRandom();

    static Uid anew() {
        return new Uid(PREFIX + word());
    }

    /** For names of requests, too. */
    static String word() {
        return Long.toString(RANDOM.nextLong() & Long.MAX_VALUE, Character.MAX_RADIX);
    }

    static boolean isOfGateway(String uid) {
        return uid.startsWith(PREFIX);
    }

    boolean is(String uid) {
        return text.equals(uid);
    }
}
