package io.logcast.gateway.door;

import io.logcast.field.InvalidField;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where Engine.IO is served. There may be several of them, and all count.
 *
 * @param bare without the slash at their end, since it is served with and without
 */
public record EnginePaths(Set<String> bare) {

    private static final String SHAPE = "(/[A-Za-z0-9._~-]+)+/?";

    public EnginePaths {
        bare = Set.copyOf(bare);
    }

    /** @param setting that the paths come from, to name it if one of them is none */
    public static EnginePaths of(String setting, List<String> paths) {
        if (paths.isEmpty() || !paths.stream().allMatch(path -> path.matches(SHAPE))) {
            throw new InvalidField(setting, "must be paths such as /socket.io/");
        }
        return new EnginePaths(
                paths.stream().map(path -> path.replaceAll("/$", "")).collect(Collectors.toSet()));
    }
}
