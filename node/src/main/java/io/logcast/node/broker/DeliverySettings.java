package io.logcast.node.broker;

import io.logcast.cursor.Cursor;
import io.logcast.field.InvalidField;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How {@code logcast.deliveries} is laid out. The projector writes by it and the gateway reads by it, so both need the
 * same; another layout is another epoch.
 *
 * @param lanes partitions that a tenant's channels are spread over, 1 to {@value Cursor#MAX_POSITIONS}
 */
@Context
@ConfigurationProperties("logcast.deliveries")
public record DeliverySettings(@Bindable(defaultValue = "1") int lanes) {

    public DeliverySettings {
        if (lanes < 1 || lanes > Cursor.MAX_POSITIONS) {
            throw new InvalidField(
                    "logcast.deliveries.lanes", "must be 1 to " + Cursor.MAX_POSITIONS + ", not " + lanes);
        }
    }
}
