package io.logcast.gateway.redis;

/**
 * What is counted of the messages of Redis. All that are {@link #RECEIVED} are in exactly one of the others up to
 * {@link #CONTROL}, but for those that wait: in the inbox, or until it is known that they are in the log.
 */
public enum Tally {
    RECEIVED,
    /** Larger than is taken. */
    TOO_LARGE,
    /** The inbox was full. */
    CROWDED_OUT,
    /** Not what its channel is for; not understood. */
    UNREADABLE,
    /** Packets on a channel of another namespace. */
    MISDIRECTED,
    /** Packets of this gateway itself, and what gateways have published of the log. */
    OWN,
    /** Packets that old emitters had published for another room already. */
    COPIES,
    /** Packets given to the sockets of this gateway at once. */
    DIRECT,
    /** Messages given to the log. */
    APPENDED,
    /** Messages that another gateway has given to the log, or gives. */
    LEFT_TO_WRITER,
    /** Messages that should have gone to the log and did not: too many were under way. */
    REFUSED,
    /** Requests that were acted upon or answered. */
    REQUESTS,
    /** Requests that were none of this gateway's business. */
    IGNORED_REQUESTS,
    /** Answers of other servers. */
    RESPONSES,
    /** Of gateways that wrote to the log, this one included. */
    FAREWELLS,
    /** Entries of streams that are older than this gateway, and nothing for the log. */
    PAST,
    /** On channels that nobody wants any more. */
    UNWANTED,
    /** What gateways tell each other. */
    CONTROL,

    /** Of {@link #DIRECT}: meant for the log, but of a namespace without a tenant. */
    WITHOUT_TENANT,
    /** Of {@link #APPENDED}: the log did not take it. */
    LOST,
    /** What this gateway could not publish: Redis was away. */
    UNSENT
}
