package io.logcast.standalone.token;

import io.logcast.standalone.arguments.Arguments;
import io.logcast.standalone.arguments.DataFolder;
import io.logcast.standalone.arguments.UsageError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./logcast token}. */
public record TokenCommand(SignedToken wanted, Path data) {

    private static final Pattern LIFETIME = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    public static TokenCommand of(Arguments arguments) {
        return new TokenCommand(
                arguments.text("profile").isPresent() ? ofProfile(arguments) : ofOurs(arguments),
                DataFolder.of(arguments));
    }

    private static SignedToken ofOurs(Arguments arguments) {
        arguments.only(Set.of("tenant", "sub", "roles", "ttl", "data"));
        return new DevelopmentToken(
                arguments.required("tenant"),
                arguments.required("sub"),
                List.of(arguments.required("roles").split(",")),
                lifetime(arguments));
    }

    /** Not every service has roles. */
    private static SignedToken ofProfile(Arguments arguments) {
        arguments.only(Set.of("profile", "iss", "sub", "roles", "ttl", "data"));
        return new ProfileToken(
                ProfileToken.Form.named(arguments.required("profile")),
                arguments.required("iss"),
                arguments.required("sub"),
                arguments.text("roles").map(names -> List.of(names.split(","))).orElse(List.of()),
                lifetime(arguments));
    }

    public String token() throws IOException {
        return wanted.sign(DevelopmentSecret.of(data));
    }

    private static Duration lifetime(Arguments arguments) {
        Matcher matcher = LIFETIME.matcher(arguments.text("ttl").orElse("1h"));
        if (!matcher.matches()) {
            throw new UsageError("--ttl must be a time such as 90s, 15m, 1h or 7d");
        }
        return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
    }
}
