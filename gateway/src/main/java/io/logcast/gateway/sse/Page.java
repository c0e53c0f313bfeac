package io.logcast.gateway.sse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.logcast.cursor.Cursor;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;

/**
 * Deliveries up to a limit, and where to go on: {@code {"deliveries":[…],"gaps":[…],"next":"<cursor>"}}. What comes when it
 * is full is left for the next one. Confined to an event loop.
 */
final class Page {

    /** Full at so many bytes as well, however few deliveries that is; one has at most 2 MiB. */
    static final int ROOM = 1024 * 1024;

    private final int limit;
    private final Elements deliveries = new Elements();
    private final Elements gaps = new Elements();
    private String next;

    /** @param start where to go on if nothing comes */
    Page(int limit, Cursor start) {
        this.limit = limit;
        this.next = start.toString();
    }

    boolean isFull() {
        return deliveries.count >= limit || deliveries.size() + gaps.size() >= ROOM;
    }

    boolean isEmpty() {
        return deliveries.count + gaps.count == 0;
    }

    /** Takes frames of a {@link PageEncoder}, as far as there is room. */
    void add(ByteBuf frames) {
        while (frames.isReadable() && !isFull()) {
            byte kind = frames.readByte();
            next = frames.readCharSequence(frames.readInt(), US_ASCII).toString();
            ByteBuf json = frames.readSlice(frames.readInt());
            if (kind == PageEncoder.DELIVERY) {
                deliveries.add(json);
            } else if (kind == PageEncoder.GAP) {
                gaps.add(json);
            }
        }
    }

    /** Up to there, there is nothing more. */
    void reaches(Cursor place) {
        if (!isFull()) {
            next = place.toString();
        }
    }

    byte[] json() {
        ByteArrayOutputStream json = new ByteArrayOutputStream(deliveries.size() + gaps.size() + 64);
        json.writeBytes("{\"deliveries\":[".getBytes(US_ASCII));
        json.writeBytes(deliveries.bytes());
        json.writeBytes("],\"gaps\":[".getBytes(US_ASCII));
        json.writeBytes(gaps.bytes());
        json.writeBytes(("],\"next\":\"" + next + "\"}").getBytes(US_ASCII));
        return json.toByteArray();
    }

    /** The elements of a JSON array. */
    private static final class Elements {

        private final ByteArrayOutputStream json = new ByteArrayOutputStream();
        private int count;

        void add(ByteBuf element) {
            if (count++ > 0) {
                json.write(',');
            }
            json.writeBytes(ByteBufUtil.getBytes(element));
        }

        int size() {
            return json.size();
        }

        byte[] bytes() {
            return json.toByteArray();
        }
    }
}
