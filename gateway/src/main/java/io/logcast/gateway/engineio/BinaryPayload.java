package io.logcast.gateway.engineio;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The payload of Engine.IO 3 as bytes, for clients whose XMLHttpRequest can carry them: each packet after 0 (text) or 1
 * (binary), its length in bytes, a byte for each decimal digit, and 255.
 */
final class BinaryPayload {

    private static final int TEXT = 0;
    private static final int BINARY = 1;
    private static final int END_OF_LENGTH = 255;
    private static final int MOST_DIGITS = 9;

    private final byte[] payload;
    private int at;

    private BinaryPayload(byte[] payload) {
        this.payload = payload;
    }

    static void write(ByteBuf out, Packet packet) {
        boolean binary = packet.isBinary();
        out.writeByte(binary ? BINARY : TEXT);
        for (char digit : Integer.toString(packet.size() + 1).toCharArray()) {
            out.writeByte(digit - '0');
        }
        out.writeByte(END_OF_LENGTH);
        out.writeByte(binary ? packet.type().code() : packet.type().digit());
        if (packet.data() instanceof EngineMessage.Binary message) {
            out.writeBytes(message.bytes());
        } else {
            out.writeBytes(packet.text());
        }
    }

    /** @throws MalformedMessage if that is no such payload */
    static List<Packet> read(byte[] payload) {
        BinaryPayload reading = new BinaryPayload(payload);
        List<Packet> packets = new ArrayList<>();
        do {
            packets.add(reading.next());
        } while (reading.at < payload.length);
        return packets;
    }

    private Packet next() {
        int kind = nextByte();
        int length = length();
        if (length > payload.length - at) {
            throw new MalformedMessage("a packet is shorter than its length");
        }
        byte[] packet = Arrays.copyOfRange(payload, at, at += length);
        return kind == TEXT ? Packet.ofText(Utf8.require(packet), 3) : Packet.ofBinary(packet, 3);
    }

    private int length() {
        int length = 0;
        int digits = 0;
        for (int digit = nextByte(); digit != END_OF_LENGTH; digit = nextByte()) {
            if (digit > 9 || ++digits > MOST_DIGITS) {
                throw new MalformedMessage("a packet has no length");
            }
            length = 10 * length + digit;
        }
        return length;
    }

    private int nextByte() {
        if (at >= payload.length) {
            throw new MalformedMessage("a payload is cut off");
        }
        return payload[at++] & 0xFF;
    }
}
