package io.logcast.gateway.door;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.function.Function;

/** Decides which origins may come in, and says so to their browsers. */
@Singleton
public final class Cors {

    private final Set<String> origins;
    private final boolean any;
    private final boolean credentials;

    Cors(CorsSettings settings) {
        this.origins = Set.copyOf(settings.origins());
        this.any = origins.contains(CorsSettings.ANY);
        this.credentials = settings.credentials();
    }

    /** Whoever sends no Origin is no browser, a page of this server, or a script element of any page: that one gets JSONP, and no cookie counts. */
    boolean admits(HttpHeaders request, boolean secure) {
        return admits(request.get(HttpHeaderNames.ORIGIN), request.get(HttpHeaderNames.HOST), secure);
    }

    /**
     * @param origin null if there is none
     * @param host as in the request
     */
    public boolean admits(String origin, String host, boolean secure) {
        return origin == null || isListed(origin) || isOurs(origin, host, secure);
    }

    /**
     * Whether a request is whom its cookies say: browsers send them along with WebSockets of any page and with much else, and do
     * not ask before.
     *
     * @param origin null if there is none
     * @param host as in the request
     */
    public boolean heedsCookies(String origin, String host, boolean secure) {
        return credentials || origin == null || isOurs(origin, host, secure);
    }

    /** Before anybody reads them. */
    void dropStrangeCookies(HttpHeaders request, boolean secure) {
        if (!heedsCookies(request.get(HttpHeaderNames.ORIGIN), request.get(HttpHeaderNames.HOST), secure)) {
            request.remove(HttpHeaderNames.COOKIE);
        }
    }

    /**
     * Lets pages of a listed origin read the answer.
     *
     * @param header of the request, by its name
     */
    public void allow(Function<CharSequence, String> header, MutableHttpResponse<?> answer) {
        String origin = header.apply(HttpHeaderNames.ORIGIN);
        if (origin == null || !isListed(origin)) {
            return;
        }
        boolean toAll = any && !credentials;
        set(answer, HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, toAll ? CorsSettings.ANY : origin);
        if (!toAll) {
            set(answer, HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        }
        if (credentials) {
            set(answer, HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
    }

    /** The answer to what a browser asks beforehand; Authorization makes it ask before each request. */
    public MutableHttpResponse<?> preflight(Function<CharSequence, String> header) {
        MutableHttpResponse<?> answer = HttpResponse.noContent();
        allow(header, answer);
        set(answer, HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET,POST");
        String headers = header.apply(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
        if (headers != null) {
            set(answer, HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, headers);
        }
        return answer;
    }

    private boolean isListed(String origin) {
        return any || origins.contains(origin);
    }

    /** A proxy may have taken TLS off, so a page that came over TLS may be ours when the request did not. */
    private static boolean isOurs(String origin, String host, boolean secure) {
        int authority = origin.indexOf("://") + 3;
        boolean sameScheme = origin.startsWith("https:") || (origin.startsWith("http:") && !secure);
        return sameScheme && authority > 2 && origin.substring(authority).equalsIgnoreCase(host);
    }

    private static void set(MutableHttpResponse<?> answer, CharSequence name, CharSequence value) {
        answer.getHeaders().set(name, value);
    }
}
