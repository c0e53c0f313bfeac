package io.logcast.gateway.engineio;

import io.logcast.field.InvalidField;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of sessions: {@code <node key>~<random>}. The random part is secret; the key says which gateway has the session, and
 * is another one each time a gateway starts.
 */
public final class Sids {

    private static final Pattern NODE_KEY = Pattern.compile("[a-z0-9]{4,16}");
    private static final Pattern SID = Pattern.compile("([a-z0-9]{4,16})~[A-Za-z0-9_-]{20,64}");
    private static final int RANDOM_BYTES = 18;
    private static final Base64.Encoder URL_SAFE = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final String nodeKey;

    public Sids(String nodeKey) {
        if (!NODE_KEY.matcher(nodeKey).matches()) {
            throw new InvalidField("node key", "must be 4 to 16 of a-z and 0-9");
        }
        this.nodeKey = nodeKey;
    }

    public String nodeKey() {
        return nodeKey;
    }

    public boolean isMine(String sid) {
        return sid.length() > nodeKey.length() && sid.charAt(nodeKey.length()) == '~' && sid.startsWith(nodeKey);
    }

    /** The gateway that made this name, if a gateway could have made it. */
    public static Optional<String> nodeKeyOf(String sid) {
        Matcher parts = SID.matcher(sid);
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }

    String mint() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return nodeKey + '~' + URL_SAFE.encodeToString(bytes);
    }
}
