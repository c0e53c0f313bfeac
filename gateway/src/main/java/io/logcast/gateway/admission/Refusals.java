package io.logcast.gateway.admission;

import io.logcast.channel.Channel;
import io.logcast.gateway.access.Access.Denial;
import io.logcast.gateway.access.Access.Denied;
import io.logcast.node.http.ProblemCode;
import io.logcast.node.http.ProblemException;
import java.util.Locale;

/** Denials as the one who asked is told. */
public final class Refusals {

    private Refusals() {}

    public static ProblemException of(Denied denied) {
        return of(denied.denial(), name(denied.channel()));
    }

    /** @param what was asked for */
    public static ProblemException of(Denial denial, String what) {
        return switch (denial) {
            case TOKEN_NEEDED -> new ProblemException(ProblemCode.UNAUTHENTICATED, what + " needs a valid token");
            case ROLE_NEEDED ->
                new ProblemException(
                        ProblemCode.MISSING_ROLE, what + " may not be subscribed to with the roles of this token");
            case FOREIGN_USER ->
                new ProblemException(ProblemCode.MISSING_ROLE, what + " is not the user of this token; use user=me");
            case UNKNOWN_STREAM -> new ProblemException(ProblemCode.NOT_FOUND, what + " is not defined");
        };
    }

    private static String name(Channel channel) {
        return channel.kind().name().toLowerCase(Locale.ROOT) + " '" + channel.name() + "'";
    }
}
