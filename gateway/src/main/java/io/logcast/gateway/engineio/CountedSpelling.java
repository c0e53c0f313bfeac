package io.logcast.gateway.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The payload of Engine.IO 3 as text: each packet after its length. Lengths count what JavaScript counts, UTF-16 units. */
final class CountedSpelling implements Wire.Spelling {

    private static final int MOST_DIGITS = 9;

    @Override
    public void text(ByteBuf batch, PacketType type, ByteBuf utf8) {
        ByteBufUtil.writeAscii(batch, Integer.toString(1 + Utf8.units(utf8)));
        batch.writeByte(':').writeByte(type.digit()).writeBytes(utf8, utf8.readerIndex(), utf8.readableBytes());
    }

    @Override
    public void binary(ByteBuf batch, byte[] bytes) {
        byte[] encoded = Base64.getEncoder().encode(bytes);
        ByteBufUtil.writeAscii(batch, (encoded.length + 2) + ":b4");
        batch.writeBytes(encoded);
    }

    /** @throws MalformedMessage if that is no payload */
    static List<Packet> read(byte[] payload) {
        Utf8.require(payload);
        String text = new String(payload, UTF_8);
        List<Packet> packets = new ArrayList<>();
        int at = 0;
        do {
            int colon = text.indexOf(':', at);
            int end = colon + 1 + length(text, at, colon);
            if (end > text.length()) {
                throw new MalformedMessage("a packet is shorter than its length");
            }
            packets.add(Packet.ofText(text.substring(colon + 1, end).getBytes(UTF_8), 3));
            at = end;
        } while (at < text.length());
        return packets;
    }

    private static int length(String text, int start, int colon) {
        if (colon <= start || colon - start > MOST_DIGITS) {
            throw new MalformedMessage("a packet has no length");
        }
        int length = 0;
        for (int i = start; i < colon; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new MalformedMessage("a packet has no length");
            }
            length = 10 * length + digit;
        }
        return length;
    }
}
