package io.logcast.gateway.app;

import io.logcast.field.InvalidField;
import io.logcast.gateway.redis.RedisSettings;
import io.logcast.gateway.redis.RedisSettings.Mode;
import io.logcast.gateway.redis.RedisSettings.Route;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What an operator can set ({@code logcast.redis}).
 *
 * @param mode off, listen or peer
 * @param emitter log or direct: the way of packets from Redis to the clients
 * @param key what the names of the channels begin with
 * @param maxMessageBytes larger messages are skipped
 * @param maxInFlight packets that are on their way into the log; more are lost
 * @param publishOnSpecificResponseChannel as Node's adapter has it: answers go to the asking server alone
 * @param streams that Node's servers write with the streams adapter; none means that none is read
 * @param sharded namespaces in which Node's servers use the sharded adapter; none means that nothing of it is heard
 */
@Context
@ConfigurationProperties("logcast.redis")
record RedisDoorSettings(
        @Bindable(defaultValue = "listen") String mode,
        @Bindable(defaultValue = "log") String emitter,
        @Bindable(defaultValue = "socket.io") String key,
        @Bindable(defaultValue = "1000000") int maxMessageBytes,
        @Bindable(defaultValue = "10000") int maxInFlight,
        @Bindable(defaultValue = "false") boolean publishOnSpecificResponseChannel,
        @Bindable(defaultValue = "") List<String> streams,
        @Bindable(defaultValue = "") List<String> sharded) {

    private static final int MOST_NAMES = 100;

    RedisDoorSettings {
        one("mode", Mode.class, mode);
        one("emitter", Route.class, emitter);
        if (key.isEmpty()) {
            throw new InvalidField("logcast.redis.key", "must not be empty");
        }
        requirePositive("max-message-bytes", maxMessageBytes);
        requirePositive("max-in-flight", maxInFlight);
        streams = names("streams", streams);
        sharded = names("sharded", sharded);
        if (!sharded.stream().allMatch(namespace -> namespace.startsWith("/"))) {
            throw new InvalidField("logcast.redis.sharded", "must be namespaces, each beginning with a slash");
        }
    }

    RedisSettings toRedis() {
        return new RedisSettings(
                one("mode", Mode.class, mode),
                one("emitter", Route.class, emitter),
                key,
                maxMessageBytes,
                maxInFlight,
                publishOnSpecificResponseChannel,
                streams,
                sharded);
    }

    /** An empty text means none. */
    private static List<String> names(String name, List<String> all) {
        List<String> names =
                all.stream().filter(each -> !each.isBlank()).distinct().toList();
        if (names.size() > MOST_NAMES) {
            throw new InvalidField("logcast.redis." + name, "must be at most " + MOST_NAMES + " names");
        }
        return names;
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new InvalidField("logcast.redis." + name, "must be more than 0");
        }
    }

    private static <E extends Enum<E>> E one(String name, Class<E> all, String value) {
        return Arrays.stream(all.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> new InvalidField(
                        "logcast.redis." + name,
                        "must be one of "
                                + Arrays.toString(all.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }
}
