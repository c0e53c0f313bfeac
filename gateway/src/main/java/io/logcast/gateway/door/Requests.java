package io.logcast.gateway.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.gateway.engineio.EngineRequest;
import io.logcast.gateway.engineio.Handshake;
import io.logcast.gateway.engineio.WebSocketRequest;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads requests of HTTP as Engine.IO needs them. */
final class Requests {

    private static final List<String> KEPT =
            List.of("authorization", "cookie", "origin", "user-agent", "x-forwarded-for");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
    private static final int KEY_BYTES = 16;

    private Requests() {}

    /** @throws IllegalArgumentException if the query cannot be read */
    static EngineRequest of(HttpRequest request, boolean upgrade) {
        return new EngineRequest(request.method().name(), query(request).parameters(), upgrade);
    }

    /** A script of any page may ask for JSONP, and its cookies come along: they must not make that page somebody. */
    static Handshake handshake(HttpRequest request, EngineRequest parsed, Channel channel) {
        Map<String, String> headers = new HashMap<>();
        for (String name : KEPT) {
            String value = request.headers().get(name);
            if (value != null && !(name.equals("cookie") && parsed.query().containsKey("j"))) {
                headers.put(name, value);
            }
        }
        String path = query(request).path();
        return new Handshake(
                parsed.protocol(), path, parsed.query(), headers, address(channel), isSecure(channel), Instant.now());
    }

    static boolean isSecure(Channel channel) {
        return channel.pipeline().get(SslHandler.class) != null;
    }

    static boolean asksForWebSocket(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    /** Whether the rules of WebSocket are kept (RFC 6455, 4.2.1). */
    static boolean isWebSocket(HttpHeaders headers) {
        return isKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY))
                && "13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION));
    }

    /** Of one that keeps these rules. */
    static WebSocketRequest webSocket(HttpRequest request, EngineRequest parsed, Channel channel) {
        HttpHeaders headers = request.headers();
        String key = headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        String sid = parsed.sid().orElse(null);
        return new WebSocketRequest(handshake(request, parsed, channel), sid, key, subprotocol(headers));
    }

    private static boolean isKey(String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String subprotocol(HttpHeaders headers) {
        String offered = headers.get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, "");
        String first = offered.split(",", 2)[0].strip();
        return TOKEN.matcher(first).matches() ? first : null;
    }

    private static QueryStringDecoder query(HttpRequest request) {
        return QueryStringDecoder.builder()
                .charset(UTF_8)
                .htmlQueryDecoding(true)
                .semicolonIsNormalChar(true)
                .build(request.uri());
    }

    private static String address(Channel channel) {
        SocketAddress remote = channel.remoteAddress();
        return remote instanceof InetSocketAddress known && known.getAddress() != null
                ? known.getAddress().getHostAddress()
                : String.valueOf(remote);
    }
}
