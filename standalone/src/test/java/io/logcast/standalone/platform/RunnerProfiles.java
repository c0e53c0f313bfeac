package io.logcast.standalone.platform;

import java.util.Map;

/** The doors of former services as {@code logcast run} opens them, for tests of other packages. */
public final class RunnerProfiles {

    private RunnerProfiles() {}

    /** @param tenant of the runner */
    public static Map<String, Object> properties(String secret, String tenant) {
        return Profiles.properties(secret, tenant);
    }
}
