package io.logcast.gateway.profile.ssenotify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.TenantId;
import io.logcast.json.Json;
import java.time.Instant;
import java.util.UUID;

/**
 * One stream of a user.
 *
 * @param id as the client is told in {@code X-Connection-Id}
 * @param createdAt in seconds
 */
record NotifyConnection(String id, long createdAt, NotifyUser user) {

    static NotifyConnection of(NotifyUser user) {
        return new NotifyConnection(UUID.randomUUID().toString(), Instant.now().getEpochSecond(), user);
    }

    /** As it lies in the list of its application. */
    static NotifyConnection parse(TenantId application, String entry) {
        String[] words = entry.split(" ", 3);
        return new NotifyConnection(words[0], Long.parseLong(words[1]), new NotifyUser(application, words[2]));
    }

    String entry() {
        return id + " " + createdAt + " " + user.id();
    }

    /** The original never fills in the address either. */
    ObjectNode toJson() {
        ObjectNode json =
                Json.object().put("id", id).put("created_at", createdAt).put("remote_addr", "");
        json.putObject("application").put("id", user.application().value());
        json.putObject("user").put("id", user.id());
        return json;
    }
}
