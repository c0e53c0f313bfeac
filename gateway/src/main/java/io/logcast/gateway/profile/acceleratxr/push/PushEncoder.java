package io.logcast.gateway.profile.acceleratxr.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.FrameEncoder;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.profile.Shown;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.gateway.websocket.ServerFrames;
import io.logcast.json.Json;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliveries as text frames of a WebSocket. There is one, so all connections share what was written. A place in the log is not
 * said: a client of the original has no way to come back to one.
 */
final class PushEncoder implements FrameEncoder {

    static final PushEncoder ONE = new PushEncoder();

    private static final Logger LOG = LoggerFactory.getLogger(PushEncoder.class);

    private PushEncoder() {}

    @Override
    public void open(ByteBuf batch) {}

    @Override
    public void seal(ByteBuf batch) {}

    @Override
    public boolean isPlain() {
        return true;
    }

    @Override
    public void delivery(ByteBuf batch, Positions after, TailEntry entry) {
        int begin = batch.writerIndex();
        try {
            // As a text: Json.bytes would escape what lies beyond U+FFFF, which is the same JSON, and other bytes.
            ServerFrames.text(batch, PushMessage.of(Shown.of(entry)).toString().getBytes(UTF_8));
        } catch (RuntimeException e) {
            // It would end all its receivers, and again whenever they came back to it.
            batch.writerIndex(begin);
            LOG.debug("The entry {} of {} cannot be written", entry.offset(), entry.key(), e);
        }
    }

    @Override
    public void checkpoint(ByteBuf batch, Positions at, boolean first) {}

    @Override
    public void heartbeat(ByteBuf batch, Positions at) {
        ServerFrames.ping(batch);
    }

    @Override
    public void gap(ByteBuf batch, Gap gap) {
        ServerFrames.text(batch, Json.bytes(PushMessage.message("logcast.gap", gap.toJson())));
    }

    @Override
    public void end(ByteBuf batch, CloseReason reason, long retryMillis) {
        ServerFrames.close(batch, status(reason), reason.text());
    }

    private static WebSocketCloseStatus status(CloseReason reason) {
        return switch (reason) {
            case SHUTDOWN, CLIENT_GONE -> WebSocketCloseStatus.ENDPOINT_UNAVAILABLE;
            case TOKEN_EXPIRED -> WebSocketCloseStatus.POLICY_VIOLATION;
            case STALLED, SLOW -> WebSocketCloseStatus.TRY_AGAIN_LATER;
            case LOG_LOST -> WebSocketCloseStatus.SERVICE_RESTART;
            case FAILED -> WebSocketCloseStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
