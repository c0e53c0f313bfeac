package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What gateways tell each other, on a channel that all of them hear: which channels they want, and marks, which stand at the
 * same place in what everybody hears. Says, and reads what is said.
 */
final class ControlChannel {

    private static final String HELLO = "hello";
    private static final String MARK = "mark";
    private static final String WANT = "want";
    private static final String UNWANT = "unwant";
    private static final String OWN = "own";

    private final Post post;
    private final String channel;
    private final String node;

    ControlChannel(Post post, String channel, String node) {
        this.post = post;
        this.channel = channel;
        this.node = node;
    }

    /** @param word which nobody has used as a mark before */
    void hello(String word) {
        post.json(channel, Json.object().put(HELLO, node).put(MARK, word));
    }

    void mark(String word) {
        post.json(channel, Json.object().put(MARK, word));
    }

    void want(String kind, List<String> channels) {
        post.json(channel, wish(WANT, kind, channels));
    }

    void unwant(String kind, List<String> channels) {
        post.json(channel, wish(UNWANT, kind, channels));
    }

    /** That what comes next on the channel and is the same as this is from a gateway. */
    void own(String kind, String name, byte[] message) {
        post.json(
                channel, Json.object().put("kind", kind).put("channel", name).put(OWN, MessageIds.what(name, message)));
    }

    /** Whether as many hear it as there are gateways. */
    CompletionStage<Boolean> isHeardByAll(String name) {
        return post.subscribers(channel)
                .thenCombine(post.subscribers(name), (gateways, heard) -> gateways > 0 && heard >= gateways);
    }

    void read(byte[] message, Listener listener) throws Unreadable {
        JsonNode said = json(message);
        if (said.hasNonNull(MARK)) {
            listener.marked(said.get(MARK).asText());
        }
        if (said.hasNonNull(OWN)) {
            listener.owned(
                    said.path("kind").asText(),
                    said.path("channel").asText(),
                    said.get(OWN).asText());
        }
        String from = said.path("node").asText();
        if (said.hasNonNull(HELLO)) {
            listener.greeted(said.get(HELLO).asText(), said.path(MARK).asText());
        } else if (!from.equals(node) && said.hasNonNull(WANT)) {
            listener.wanted(from, said.path("kind").asText(), texts(said.get(WANT)));
        } else if (!from.equals(node) && said.hasNonNull(UNWANT)) {
            listener.unwanted(from, said.path("kind").asText(), texts(said.get(UNWANT)));
        }
    }

    private ObjectNode wish(String what, String kind, List<String> channels) {
        ObjectNode wish = Json.object().put("node", node).put("kind", kind);
        channels.forEach(wish.putArray(what)::add);
        return wish;
    }

    private static JsonNode json(byte[] message) throws Unreadable {
        try {
            return Json.parse(message);
        } catch (MalformedJson e) {
            throw new Unreadable(e);
        }
    }

    private static List<String> texts(JsonNode names) {
        List<String> texts = new ArrayList<>();
        names.forEach(name -> texts.add(name.asText()));
        return texts;
    }

    /** In the order in which all gateways hear it. */
    interface Listener {

        void marked(String word);

        void greeted(String node, String word);

        void wanted(String node, String kind, List<String> channels);

        void unwanted(String node, String kind, List<String> channels);

        /** @param what of {@link MessageIds#what} */
        void owned(String kind, String channel, String what);
    }
}
