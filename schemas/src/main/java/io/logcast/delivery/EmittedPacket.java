package io.logcast.delivery;

import static java.util.Objects.requireNonNull;

import io.logcast.channel.Channel;
import io.logcast.event.EventId;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Socket.IO event that an emitter sent to the sockets of a namespace, kept in the log like any other delivery.
 *
 * @param namespace with its slash
 * @param rooms whose sockets get it; empty: all of the namespace
 * @param except no socket in one of these rooms gets it
 * @param json an array as compact UTF-8 JSON: the event's name, then its arguments, with
 *     {@code {"_placeholder":true,"num":n}} where bytes stand; not copied, so nobody may write to it
 * @param attachments the bytes, by number
 */
@SuppressWarnings("ArrayRecordComponent") // Identity is enough: packets are compared by position, never by value.
public record EmittedPacket(
        TenantId tenant,
        String namespace,
        Set<String> rooms,
        Set<String> except,
        EventId id,
        Instant time,
        byte[] json,
        List<byte[]> attachments) {

    /** What Socket.IO's parsers take. */
    public static final int MAX_ATTACHMENTS = 10;

    /** Of {@code rooms} and of {@code except}: each is looked up for each socket. */
    public static final int MAX_ROOMS = 10_000;

    public EmittedPacket {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(id, "id is null");
        requireNonNull(time, "time is null");
        requireNonNull(json, "json is null");
        requireNamespace(namespace);
        rooms = sorted("rooms", rooms);
        except = sorted("except", except);
        attachments = List.copyOf(attachments);
        if (attachments.size() > MAX_ATTACHMENTS) {
            throw new InvalidField("attachments", "must be at most " + MAX_ATTACHMENTS);
        }
        requireEvent(json);
    }

    /** The room, if it is for exactly one; else the namespace, and the rooms are looked at there. */
    public Channel channel() {
        return rooms.size() == 1
                        && except.isEmpty()
                        && isChannelName(rooms.iterator().next())
                ? new Channel(Channel.Kind.ROOM, rooms.iterator().next())
                : new Channel(Channel.Kind.NAMESPACE, namespace);
    }

    /** The record key in {@code logcast.deliveries}. */
    public String recordKey() {
        return new ChannelKey(tenant, channel()).toString();
    }

    /** Rooms are any texts; some are none that a channel may have, and have no channel of their own. */
    public static boolean isChannelName(String room) {
        return !room.isEmpty()
                && room.length() <= Channel.MAX_NAME
                && room.chars().noneMatch(Character::isISOControl);
    }

    private static void requireNamespace(String namespace) {
        Text.required("namespace", namespace, Channel.MAX_NAME);
        if (namespace.charAt(0) != '/') {
            throw new InvalidField("namespace", "must begin with '/'");
        }
    }

    /** What a socket is sent is made of these bytes without parsing them. */
    private static void requireEvent(byte[] json) {
        boolean isArray = json.length > 2 && json[0] == '[' && json[json.length - 1] == ']';
        if (!isArray || (json[1] != '"' && !Character.isDigit(json[1]))) {
            throw new InvalidField("value", "must be a compact JSON array that begins with the event's name");
        }
    }

    private static Set<String> sorted(String field, Set<String> names) {
        if (names.size() > MAX_ROOMS) {
            throw new InvalidField(field, "must be at most " + MAX_ROOMS);
        }
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }
}
