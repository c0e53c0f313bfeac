package io.logcast.gateway.door;

import io.logcast.gateway.engineio.EngineApplication;
import io.logcast.gateway.engineio.EngineCloseReason;
import io.logcast.gateway.engineio.EngineListener;
import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.EngineSocket;
import io.micronaut.context.annotation.Requires;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import jakarta.inject.Singleton;

/** Told a number, sends all numbers up to it past the queue, one at a time and only while there is room, as the log does. */
@Singleton
@Requires(property = GatewayFixture.ENGINE, value = "pump")
final class PumpApplication implements EngineApplication {

    @Override
    public EngineListener opened(EngineSocket socket) {
        return new Pump(socket);
    }

    private static final class Pump implements EngineListener {

        private final EngineSocket socket;
        private int next = 1;
        private int last;

        private Pump(EngineSocket socket) {
            this.socket = socket;
        }

        @Override
        public void message(EngineMessage message) {
            last = Integer.parseInt(message.toString());
            writable();
        }

        @Override
        public void writable() {
            while (next <= last && socket.isWritable()) {
                ByteBuf frame = Unpooled.buffer();
                socket.wire().append(frame, EngineMessage.Text.of(Integer.toString(next++)));
                socket.sendFrames(frame);
            }
        }

        @Override
        public void rewired() {}

        @Override
        public void closed(EngineCloseReason reason) {}
    }
}
