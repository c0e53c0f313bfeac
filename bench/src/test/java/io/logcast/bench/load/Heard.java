package io.logcast.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;

/** What a conversation has said to both sides, in words. */
record Heard(List<String> words) implements EventSink {

    @Override
    public void delivery(long number, long sent) {
        words.add(number + "@" + sent);
    }

    @Override
    public void returned(boolean recovered) {
        words.add("recovered " + recovered);
    }

    @Override
    public void notice(String event, String data) {
        words.add(event + " " + data);
    }

    /** A short frame with a mask of zeros; null for none. */
    void sent(ByteBuffer frame) {
        if (frame != null) {
            words.add("sent " + UTF_8.decode(frame.position(6)));
        }
    }
}
