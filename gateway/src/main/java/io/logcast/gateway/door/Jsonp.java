package io.logcast.gateway.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import io.logcast.gateway.engineio.Answer;
import io.logcast.gateway.engineio.EngineRequest;
import io.micronaut.http.MutableHttpResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Polling by script elements, for browsers that know no CORS (Engine.IO 3): answers are calls of {@code ___eio[j]}, bodies
 * come as the field {@code d} of a form.
 */
final class Jsonp {

    private static final String SCRIPT = "text/javascript; charset=UTF-8";
    private static final Jsonp NONE = new Jsonp(null);
    private static final Pattern LINE_BREAK = Pattern.compile("(?<!\\\\)\\\\n");

    private final String index;

    private Jsonp(String index) {
        this.index = index;
    }

    static Jsonp of(EngineRequest request) {
        return request.protocol() == 3
                ? request.parameter("j")
                        .map(j -> new Jsonp(j.replaceAll("[^0-9]", "")))
                        .orElse(NONE)
                : NONE;
    }

    MutableHttpResponse<?> respond(Answer answer) {
        return index != null && answer instanceof Answer.Payload payload
                ? Responses.of(wrapped(payload)).contentType(SCRIPT)
                : Responses.of(answer);
    }

    byte[] unwrap(byte[] body) {
        if (index == null) {
            return body;
        }
        String data = new QueryStringDecoder(new String(body, UTF_8), UTF_8, false)
                .parameters()
                .getOrDefault("d", List.of(""))
                .get(0);
        return LINE_BREAK.matcher(data).replaceAll("\n").replace("\\\\n", "\\n").getBytes(UTF_8);
    }

    private Answer wrapped(Answer.Payload payload) {
        ByteBuf text = payload.payload();
        String quoted = TextNode.valueOf(text.toString(UTF_8)).toString();
        text.release();
        // Valid in JSON, but the end of a line in older JavaScript.
        String script = quoted.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
        return new Answer.Payload(Unpooled.copiedBuffer("___eio[" + index + "](" + script + ");", UTF_8), false);
    }
}
