package io.logcast.gateway.profile.acceleratxr;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.node.http.Caller;
import io.logcast.stream.Roles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * The claim {@code profile}: who the user is, as a text of JSON. With {@code "compression": "zlib"} it is gzipped or deflated,
 * and written in Base64.
 */
record ProfileClaim(String uid, Roles roles) {

    static final String NAME = "profile";

    /** A token of a few bytes must not become a heap of them. */
    static final int MAX_BYTES = 64 * 1024;

    private static final int GZIP_MAGIC = 0x1f;

    /** @throws InvalidField naming the claim that is missing or wrong */
    static ProfileClaim of(JWTClaimsSet claims) {
        if (isSet(claims.getClaim("encryption"))) {
            throw new InvalidField("encryption", "is not supported: a profile must be readable");
        }
        JsonNode profile = parsed(bytes(text(claims.getClaim(NAME)), claims.getClaim("compression")));
        String uid = profile.path("uid").textValue();
        return new ProfileClaim(Text.required("profile.uid", uid, Caller.MAX_SUBJECT), roles(profile.path("roles")));
    }

    private static boolean isSet(Object claim) {
        return claim != null && !Boolean.FALSE.equals(claim);
    }

    private static String text(Object claim) {
        if (claim instanceof String text) {
            return text;
        }
        throw new InvalidField(NAME, "must be a text");
    }

    private static byte[] bytes(String text, Object compression) {
        if (!isSet(compression)) {
            return text.getBytes(UTF_8);
        }
        if (compression.equals("zlib")) {
            return inflated(decoded(text));
        }
        throw new InvalidField("compression", "must be zlib");
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidField(NAME, "is not Base64, as the claim compression says");
        }
    }

    private static byte[] inflated(byte[] small) {
        try (InputStream in = inflating(small)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new InvalidField(NAME, "must have at most " + MAX_BYTES + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new InvalidField(NAME, "is not compressed, as the claim compression says");
        }
    }

    /** Node's gzip and its deflate are both called zlib there. */
    private static InputStream inflating(byte[] small) throws IOException {
        InputStream in = new ByteArrayInputStream(small);
        return small.length > 0 && small[0] == GZIP_MAGIC ? new GZIPInputStream(in) : new InflaterInputStream(in);
    }

    private static JsonNode parsed(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (MalformedJson e) {
            throw new InvalidField(NAME, "must be JSON");
        }
    }

    private static Roles roles(JsonNode roles) {
        List<String> names = new ArrayList<>();
        for (JsonNode role : roles) {
            if (!role.isTextual()) {
                throw new InvalidField("profile.roles", "must be texts");
            }
            names.add(role.textValue());
        }
        try {
            return Roles.of(names);
        } catch (InvalidField e) {
            throw e.within(NAME);
        }
    }
}
