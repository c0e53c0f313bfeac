package io.logcast.gateway.profile.acceleratxr.push;

import io.logcast.channel.Channel;
import io.logcast.channel.Channel.Kind;
import io.logcast.field.InvalidField;
import io.logcast.node.http.Caller;
import io.logcast.stream.Roles;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a channel of Redis is in the log, and who may use it. In the original there are lists in a database for that; what it
 * does without them holds here: a user has his own channel, and trusted roles have all.
 */
final class PushRules {

    private final Roles listeners;
    private final Roles senders;
    private final List<Pattern> rooms;

    /** @param rooms names, in which {@code *} stands for anything */
    PushRules(Roles listeners, Roles senders, List<String> rooms) {
        this.listeners = listeners;
        this.senders = senders;
        this.rooms = rooms.stream().map(PushRules::pattern).toList();
    }

    /** A room is for holders of {@code stream-listener}, at every door. */
    boolean mayListen(Caller caller, String channel) {
        return isName(channel)
                && (caller.subject().equals(channel)
                        || listeners.anyOf(caller.roles())
                        || (isRoom(channel) && Roles.STREAM_LISTENER.anyOf(caller.roles())));
    }

    boolean maySend(Caller caller) {
        return senders.anyOf(caller.roles());
    }

    /**
     * Where a message goes: the same for each gateway, whoever listens.
     *
     * @throws InvalidField if nothing can have that name
     */
    Channel target(String channel) {
        return new Channel(isRoom(channel) ? Kind.ROOM : Kind.USER, channel);
    }

    /** Of a user what emitters of Socket.IO send to his room, too: they go on as long as there are any. */
    Set<Channel> heard(String channel) {
        return isRoom(channel) ? Set.of(target(channel)) : Set.of(target(channel), new Channel(Kind.ROOM, channel));
    }

    private boolean isRoom(String channel) {
        return rooms.stream().anyMatch(room -> room.matcher(channel).matches());
    }

    /** As {@link Channel} has it, without its exception, and before any pattern: a client may name whatever it likes. */
    private static boolean isName(String channel) {
        return !channel.isEmpty()
                && channel.length() <= Channel.MAX_NAME
                && channel.chars().noneMatch(Character::isISOControl);
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
    }
}
