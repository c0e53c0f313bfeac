package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;

/** What npm's emitters publish, from the file {@code emitters/packets.txt}. */
final class Emitters {

    private Emitters() {}

    static List<Published> all() throws IOException {
        try (InputStream in = Emitters.class.getResourceAsStream("/emitters/packets.txt")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Emitters::published)
                    .toList();
        }
    }

    static List<Published> of(String version, String call) throws IOException {
        return all().stream()
                .filter(one -> one.version.equals(version) && one.call.equals(call))
                .toList();
    }

    private static Published published(String line) {
        String[] parts = line.split(" \\| ", -1);
        return new Published(parts[0], parts[1], parts[2], HexFormat.of().parseHex(parts[3]));
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Published(String version, String call, String channel, byte[] message) {

        @Override
        public String toString() {
            return version + " " + call;
        }
    }
}
