package io.logcast.gateway.sse;

import io.logcast.node.http.Problem;
import io.micronaut.http.MediaType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code GET /v1/events} can answer with, the first the default. */
enum Format {
    /** Frames without end. */
    SSE(MediaType.TEXT_EVENT_STREAM),
    /** Lines without end. */
    NDJSON("application/x-ndjson"),
    /** What there is, and where to go on. */
    PAGE(MediaType.APPLICATION_JSON);

    private final String type;

    Format(String type) {
        this.type = type;
    }

    String text() {
        return type;
    }

    MediaType type() {
        return MediaType.of(type);
    }

    /**
     * The one that the client likes best (RFC 9110, 12.5.1).
     *
     * @throws io.logcast.node.http.ProblemException 406 if it takes none of them
     */
    static Format of(Collection<MediaType> accepted) {
        List<MediaType> best = accepted.stream()
                .filter(type -> type.getQualityAsNumber().doubleValue() > 0)
                .sorted(Comparator.comparing(type -> -type.getQualityAsNumber().doubleValue()))
                .toList();
        if (accepted.isEmpty()) {
            return SSE;
        }
        return best.stream()
                .flatMap(type -> Arrays.stream(values()).filter(format -> format.isMeantBy(type)))
                .findFirst()
                .orElseThrow(() -> Problem.ofStatus(406, "Not Acceptable", "Accept must allow one of " + offered())
                        .at("Accept")
                        .asException());
    }

    private boolean isMeantBy(MediaType accepted) {
        return isAnyOr(type().getType(), accepted.getType()) && isAnyOr(type().getSubtype(), accepted.getSubtype());
    }

    private static boolean isAnyOr(String name, String accepted) {
        return accepted.equals("*") || accepted.equalsIgnoreCase(name);
    }

    private static String offered() {
        return Arrays.stream(values()).map(Format::text).collect(Collectors.joining(", "));
    }
}
