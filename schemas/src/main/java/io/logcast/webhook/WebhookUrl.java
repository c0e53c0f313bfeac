package io.logcast.webhook;

import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Where a webhook's receiver is: {@code http} or {@code https}, with a host. Its user info ({@code user:password@}) is a
 * secret, and is neither printed nor shown.
 */
public record WebhookUrl(String text) {

    public static final int MAX_LENGTH = 2048;

    private static final Set<String> SCHEMES = Set.of("http", "https");

    public WebhookUrl {
        Text.required("url", text, MAX_LENGTH);
        URI uri = parsed(text);
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            throw new InvalidField("url", "must begin with http:// or https://");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty() || uri.getPort() > 65535) {
            throw new InvalidField("url", "must name a host, and a port of at most 65535 if any");
        }
    }

    /** As it is sent to: without user info, which is a header, and without a fragment, which is nobody's business. */
    public URI target() {
        URI uri = parsed(text);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(uri.getScheme() + "://" + uri.getHost() + port + path + query);
    }

    /** {@code user:password}, decoded; null if there is none. */
    public String userInfo() {
        return parsed(text).getUserInfo();
    }

    /** The same without user info. */
    public String shown() {
        URI uri = parsed(text);
        return uri.getRawUserInfo() == null ? text : text.replaceFirst("//[^/?#]*@", "//");
    }

    @Override
    public String toString() {
        return shown();
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidField("url", "must be a URL such as https://example.com/hook");
        }
    }
}
