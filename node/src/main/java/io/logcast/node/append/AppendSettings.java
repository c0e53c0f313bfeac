package io.logcast.node.append;

import io.logcast.field.InvalidField;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How much may be on its way to Kafka.
 *
 * @param maxInFlightBytes over it publishing is refused (503); a record counts {@value InFlight#RECORD_OVERHEAD} bytes
 *     more than it has
 */
@Context
@ConfigurationProperties("logcast.append")
public record AppendSettings(
        @Bindable(defaultValue = "33554432") long maxInFlightBytes) {

    /** One request of the largest size must fit, or it would be refused for ever. */
    public static final long MIN_IN_FLIGHT_BYTES = 16L * 1024 * 1024;

    public AppendSettings {
        if (maxInFlightBytes < MIN_IN_FLIGHT_BYTES) {
            throw new InvalidField(
                    "logcast.append.max-in-flight-bytes",
                    "must be at least " + MIN_IN_FLIGHT_BYTES + ", it is " + maxInFlightBytes);
        }
    }
}
