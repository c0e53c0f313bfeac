package io.logcast.gateway.profile.flasksse;

import java.util.List;

/**
 * What a listener gets.
 *
 * @param cursors whether ids are places in the log
 * @param all whether it gets what others than Flask's publishers send to the room, too
 */
record FlaskView(boolean cursors, boolean all) {

    static List<FlaskView> possible() {
        return List.of(
                new FlaskView(false, false),
                new FlaskView(false, true),
                new FlaskView(true, false),
                new FlaskView(true, true));
    }

    /** @param type of a delivery; null for what an emitter of Socket.IO has sent */
    boolean shows(String type) {
        return all || (type != null && type.startsWith(FlaskMessage.EVENT.namespace() + ":"));
    }
}
