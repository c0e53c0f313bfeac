package io.logcast.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** Socket.IO 5 over Engine.IO 4, WebSocket only. */
final class SocketIoProtocol implements Protocol {

    private final LoadSettings settings;

    SocketIoProtocol(LoadSettings settings) {
        this.settings = settings;
    }

    @Override
    public Conversation conversation(int index) {
        return new SocketIoConversation(this, index);
    }

    /** Every client sends the same key: nobody listens in on loopback. */
    ByteBuffer upgrade(int index) {
        String path = settings.text("path").replace("{c}", Integer.toString(index % settings.number("channels")));
        return ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + settings.number("port")
                        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(US_ASCII));
    }
}
