package io.logcast.gateway.engineio;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The payload of Engine.IO 4: packets joined by the record separator. */
final class JoinedSpelling implements Wire.Spelling {

    private static final byte SEPARATOR = 0x1e;

    @Override
    public void text(ByteBuf batch, PacketType type, ByteBuf utf8) {
        separate(batch);
        batch.writeByte(type.digit()).writeBytes(utf8, utf8.readerIndex(), utf8.readableBytes());
    }

    @Override
    public void binary(ByteBuf batch, byte[] bytes) {
        separate(batch);
        batch.writeByte('b').writeBytes(Base64.getEncoder().encode(bytes));
    }

    /** @throws MalformedMessage if that is no payload */
    static List<Packet> read(byte[] payload) {
        Utf8.require(payload);
        List<Packet> packets = new ArrayList<>();
        int start = 0;
        for (int end = 0; end <= payload.length; end++) {
            if (end == payload.length || payload[end] == SEPARATOR) {
                packets.add(Packet.ofText(Arrays.copyOfRange(payload, start, end), 4));
                start = end + 1;
            }
        }
        return packets;
    }

    private static void separate(ByteBuf batch) {
        if (batch.isReadable()) {
            batch.writeByte(SEPARATOR);
        }
    }
}
