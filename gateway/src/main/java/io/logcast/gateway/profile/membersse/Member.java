package io.logcast.gateway.profile.membersse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.channel.Channel;
import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import io.micronaut.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is meant, by the headers of a request.
 *
 * @param id under which the member is a user of the tenant
 */
record Member(String id) {

    /** What the original reads, and what its README calls it. */
    private static final List<String> ID = List.of("MemberId", "Member-ID");

    private static final String DEVICE = "Device-Id";

    Member {
        Text.required(ID.get(0), id, Channel.MAX_NAME);
    }

    /**
     * The device is looked at and not kept: where each of them is, it says itself by its last id.
     *
     * @throws InvalidField naming the header
     */
    static Member of(HttpHeaders headers) {
        Text.optional(DEVICE, text(headers.get(DEVICE)), Channel.MAX_NAME);
        List<String> ids = ID.stream()
                .flatMap(name -> Stream.ofNullable(headers.getAll(name)).flatMap(List::stream))
                .filter(id -> !id.isBlank())
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            throw new InvalidField("MemberId", "is required: a header (or Member-ID) that says whose events");
        }
        if (ids.size() > 1) {
            throw new InvalidField("MemberId", "must name one member, also where Member-ID is sent as well");
        }
        return new Member(text(ids.get(0)).trim());
    }

    Channel channel() {
        return new Channel(Channel.Kind.USER, id);
    }

    /** HTTP has no characters but bytes in its headers, which come to us as Latin-1; clients send UTF-8. */
    private static String text(String header) {
        return Optional.ofNullable(header).map(Member::utf8).orElse(null);
    }

    private static String utf8(String latin) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(latin.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return latin;
        }
    }
}
