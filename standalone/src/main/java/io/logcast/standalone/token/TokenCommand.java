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
public record TokenCommand(DevelopmentToken wanted, Path data) {

    private static final Pattern LIFETIME = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    public static TokenCommand of(Arguments arguments) {
        arguments.only(Set.of("tenant", "sub", "roles", "ttl", "data"));
        DevelopmentToken wanted = new DevelopmentToken(
                arguments.required("tenant"),
                arguments.required("sub"),
                List.of(arguments.required("roles").split(",")),
                lifetime(arguments.text("ttl").orElse("1h")));
        return new TokenCommand(wanted, DataFolder.of(arguments));
    }

    public String token() throws IOException {
        return wanted.sign(DevelopmentSecret.of(data));
    }

    private static Duration lifetime(String text) {
        Matcher matcher = LIFETIME.matcher(text);
        if (!matcher.matches()) {
            throw new UsageError("--ttl must be a time such as 90s, 15m, 1h or 7d");
        }
        return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
    }
}
