package io.logcast.node.append;

/** Why a record was not acknowledged. */
public enum Refusal {
    /** It can never be kept. */
    TOO_LARGE,
    /** Kafka is known to be away; the record was not sent. */
    BROKER_AWAY,
    /** More is on its way to Kafka than we hold; the record was not sent. */
    OVERLOADED,
    /** Kafka did not say that it has the record; it may have it all the same. */
    NOT_ACKNOWLEDGED
}
