package io.logcast.gateway.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.gateway.engineio.MalformedMessage;

/**
 * What stands before the JSON of a packet (socket.io-protocol 5, "packet encoding"):
 * {@code <type>[<attachments>-][<namespace>,][<id>]}.
 *
 * @param attachments 0 for all but binary packets
 * @param id null if there is none
 * @param end where the JSON begins, if there is any
 */
record TextHead(PacketType type, int attachments, String namespace, Long id, int end) {

    static TextHead read(byte[] utf8) {
        return new Scan(utf8).head();
    }

    /** From the left to the right. Stricter than socket.io-parser, for which a blank is the number 0. */
    private static final class Scan {

        private final byte[] text;
        private int at;

        Scan(byte[] text) {
            this.text = text;
        }

        TextHead head() {
            PacketType type = type();
            int attachments = isBinary(type) ? attachments() : 0;
            String namespace = peek() == '/' ? namespace() : "/";
            Long id = isDigit(peek()) ? Long.valueOf(number(PacketRules.LARGEST_ID)) : null;
            return new TextHead(type, attachments, namespace, id, at);
        }

        private PacketType type() {
            PacketType type = PacketType.of(peek() - '0');
            if (type == null) {
                throw new MalformedMessage("has no packet type");
            }
            at++;
            return type;
        }

        private int attachments() {
            if (!isDigit(peek())) {
                throw new MalformedMessage("does not tell how many attachments it has");
            }
            int count = (int) number(Integer.MAX_VALUE);
            if (peek() != '-') {
                throw new MalformedMessage("has no end of the number of attachments");
            }
            at++;
            return count;
        }

        private String namespace() {
            int from = at;
            while (peek() != ',' && at < text.length) {
                at++;
            }
            String name = new String(text, from, at - from, UTF_8);
            at = Math.min(at + 1, text.length);
            return name;
        }

        private long number(long most) {
            long number = 0;
            while (isDigit(peek())) {
                number = 10 * number + text[at++] - '0';
                if (number > most) {
                    throw new MalformedMessage("has a number that is too large");
                }
            }
            return number;
        }

        private int peek() {
            return at < text.length ? text[at] : -1;
        }

        private static boolean isDigit(int character) {
            return character >= '0' && character <= '9';
        }

        private static boolean isBinary(PacketType type) {
            return type == PacketType.BINARY_EVENT || type == PacketType.BINARY_ACK;
        }
    }
}
