package io.logcast.gateway.door;

import io.logcast.field.InvalidField;
import io.logcast.gateway.engineio.EngineSettings;
import io.logcast.gateway.engineio.TransportName;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an operator can set about Engine.IO ({@code logcast.gateway.socketio}).
 *
 * @param paths where it is served, with and without a slash at the end
 * @param pingInterval how often each side hears of the other
 * @param pingTimeout how long a sign of life may take
 * @param maxPayload bytes of one request or one WebSocket message of a client
 * @param upgradeTimeout how long the way from polling to WebSocket may take
 * @param queue bytes that may wait for a client that does not take them
 * @param eio3 whether clients of Socket.IO 2 are served as well
 * @param transports polling, websocket or both
 */
@Context
@ConfigurationProperties(DoorSettings.PREFIX)
record DoorSettings(
        @Bindable(defaultValue = "/socket.io/") List<String> paths,
        @Bindable(defaultValue = "25s") Duration pingInterval,
        @Bindable(defaultValue = "20s") Duration pingTimeout,
        @Bindable(defaultValue = "1000000") int maxPayload,
        @Bindable(defaultValue = "10s") Duration upgradeTimeout,
        @Bindable(defaultValue = "1048576") long queue,
        @Bindable(defaultValue = "true") boolean eio3,
        @Bindable(defaultValue = "polling,websocket") List<String> transports) {

    static final String PREFIX = "logcast.gateway.socketio";

    DoorSettings {
        paths = List.copyOf(paths);
        EnginePaths.of(PREFIX + ".paths", paths);
        transports = List.copyOf(transports);
        engine(pingInterval, pingTimeout, maxPayload, upgradeTimeout, queue, eio3, transports);
    }

    EngineSettings engine() {
        return engine(pingInterval, pingTimeout, maxPayload, upgradeTimeout, queue, eio3, transports);
    }

    EnginePaths enginePaths() {
        return EnginePaths.of(PREFIX + ".paths", paths);
    }

    private static EngineSettings engine(
            Duration pingInterval,
            Duration pingTimeout,
            int maxPayload,
            Duration upgradeTimeout,
            long queue,
            boolean eio3,
            List<String> transports) {
        Set<TransportName> names =
                transports.stream().map(DoorSettings::transport).collect(Collectors.toSet());
        try {
            return new EngineSettings(pingInterval, pingTimeout, maxPayload, upgradeTimeout, queue, eio3, names);
        } catch (InvalidField e) {
            throw e.within(PREFIX);
        }
    }

    private static TransportName transport(String name) {
        return TransportName.of(name)
                .orElseThrow(() -> new InvalidField(PREFIX + ".transports", "must be polling, websocket or both"));
    }
}
