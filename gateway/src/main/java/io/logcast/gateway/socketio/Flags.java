package io.logcast.gateway.socketio;

/** @param isVolatile to be dropped where it cannot be sent at once */
public record Flags(boolean isVolatile) {

    public static final Flags NONE = new Flags(false);
    public static final Flags VOLATILE = new Flags(true);
}
