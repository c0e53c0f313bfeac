package io.logcast.gateway.profile.adsp;

import java.util.Optional;

/** What ADSP would not do, in its words. An answer, not a failure: it has no stack trace and is not logged. */
final class AdspRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private AdspRefusal(int status, String words) {
        super(words, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    static AdspRefusal invalid(String words) {
        return new AdspRefusal(400, words);
    }

    static AdspRefusal noTenant() {
        return invalid("No tenant specified for request.");
    }

    /** Repeats what was asked for, as ADSP does. */
    static AdspRefusal unknownStream(String id) {
        return new AdspRefusal(404, "stream with ID '" + id + "' could not be found.");
    }

    /** @param what an infinitive: "access stream" */
    static AdspRefusal notPermitted(Optional<AdspUser> user, String what) {
        return new AdspRefusal(403, AdspUser.inWords(user) + " not permitted to " + what + ".");
    }
}
