package io.logcast.standalone.platform;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;

/** All doors of former services are open here; tokens of theirs are signed with the secret of this platform. */
final class Profiles {

    private Profiles() {}

    /** @param tenant of the runner, whose the namespace {@code /axr} is */
    static Map<String, Object> properties(String secret, String tenant) {
        Map<String, Object> all = new HashMap<>();
        all.putAll(adsp(secret));
        all.putAll(acceleratxr(secret, tenant));
        all.putAll(flasksse());
        all.putAll(ssenotify(secret));
        all.putAll(membersse());
        return all;
    }

    private static Map<String, Object> adsp(String secret) {
        return Map.ofEntries(
                entry("logcast.profiles.adsp.enabled", true), entry("logcast.profiles.adsp.secret", secret));
    }

    private static Map<String, Object> acceleratxr(String secret, String tenant) {
        return Map.ofEntries(
                entry("logcast.profiles.acceleratxr.enabled", true),
                entry("logcast.profiles.acceleratxr.tenant", tenant),
                entry("logcast.profiles.acceleratxr.secret", secret));
    }

    private static Map<String, Object> flasksse() {
        return Map.ofEntries(
                entry("logcast.profiles.flasksse.enabled", true), entry("logcast.profiles.flasksse.open", true));
    }

    private static Map<String, Object> ssenotify(String secret) {
        return Map.ofEntries(
                entry("logcast.profiles.ssenotify.enabled", true), entry("logcast.profiles.ssenotify.secret", secret));
    }

    private static Map<String, Object> membersse() {
        return Map.ofEntries(
                entry("logcast.profiles.membersse.enabled", true), entry("logcast.profiles.membersse.open", true));
    }
}
