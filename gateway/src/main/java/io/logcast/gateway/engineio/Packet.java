package io.logcast.gateway.engineio;

import static java.util.Objects.requireNonNull;

import io.logcast.gateway.engineio.EngineMessage.Binary;
import io.logcast.gateway.engineio.EngineMessage.Text;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Base64;

/**
 * What both sides exchange.
 *
 * @param data null for nothing; {@link Binary} only in messages
 */
record Packet(PacketType type, EngineMessage data) {

    static final Packet PING = new Packet(PacketType.PING, null);
    static final Packet PONG = new Packet(PacketType.PONG, null);
    static final Packet CLOSE = new Packet(PacketType.CLOSE, null);
    static final Packet NOOP = new Packet(PacketType.NOOP, null);

    private static final String PROBE = "probe";

    /** The answer to a {@link #isProbe}. */
    static final Packet PROBED = new Packet(PacketType.PONG, Text.of(PROBE));

    Packet {
        requireNonNull(type, "type is null");
        if (data instanceof Binary && type != PacketType.MESSAGE) {
            throw new MalformedMessage("only messages are binary");
        }
    }

    static Packet message(EngineMessage data) {
        return new Packet(PacketType.MESSAGE, requireNonNull(data, "data is null"));
    }

    /**
     * A packet that came as text: type and data, or "b" and base64 (of Engine.IO 3: "b4").
     *
     * @throws MalformedMessage if it is none
     */
    static Packet ofText(byte[] utf8, int protocol) {
        if (utf8.length == 0) {
            throw new MalformedMessage("a packet is empty");
        }
        if (utf8[0] == 'b') {
            return ofBase64(utf8, protocol == 3 ? 2 : 1);
        }
        PacketType type = PacketType.of(utf8[0]);
        boolean bare = utf8.length == 1 && type != PacketType.MESSAGE;
        return new Packet(type, bare ? null : new Text(Arrays.copyOfRange(utf8, 1, utf8.length)));
    }

    /**
     * A packet that came as bytes; in Engine.IO 3 the first one is its type.
     *
     * @throws MalformedMessage if it is none
     */
    static Packet ofBinary(byte[] bytes, int protocol) {
        if (protocol != 3) {
            return message(new Binary(bytes));
        }
        if (bytes.length == 0 || bytes[0] != PacketType.MESSAGE.code()) {
            throw new MalformedMessage("only messages are binary");
        }
        return message(new Binary(Arrays.copyOfRange(bytes, 1, bytes.length)));
    }

    boolean isProbe() {
        return type == PacketType.PING && data instanceof Text text && PROBE.equals(text.toString());
    }

    boolean isBinary() {
        return data instanceof Binary;
    }

    /** In bytes, about: what it costs to keep it. */
    int size() {
        return data == null ? 0 : data.size();
    }

    /** The data of a packet that is not binary. */
    ByteBuf text() {
        return data == null ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(((Text) data).utf8());
    }

    private static Packet ofBase64(byte[] text, int start) {
        if (start == 2 && (text.length < 2 || text[1] != PacketType.MESSAGE.digit())) {
            throw new MalformedMessage("only messages are binary");
        }
        try {
            byte[] encoded = Arrays.copyOfRange(text, start, text.length);
            return message(new Binary(Base64.getDecoder().decode(encoded)));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessage("that is not base64");
        }
    }
}
