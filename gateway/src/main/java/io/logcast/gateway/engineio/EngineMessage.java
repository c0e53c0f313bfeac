package io.logcast.gateway.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/** What an Engine.IO "message" packet carries, whichever transport it takes. Immutable by agreement: nobody writes to the bytes. */
public sealed interface EngineMessage {

    /** @param utf8 a text, encoded */
    @SuppressWarnings("ArrayRecordComponent") // Identity is enough: messages are passed on, never compared.
    record Text(byte[] utf8) implements EngineMessage {

        public Text {
            requireNonNull(utf8, "utf8 is null");
        }

        public static Text of(String text) {
            return new Text(text.getBytes(UTF_8));
        }

        @Override
        public int size() {
            return utf8.length;
        }

        @Override
        public String toString() {
            return new String(utf8, UTF_8);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Binary(byte[] bytes) implements EngineMessage {

        public Binary {
            requireNonNull(bytes, "bytes is null");
        }

        @Override
        public int size() {
            return bytes.length;
        }
    }

    /** In bytes. */
    int size();
}
