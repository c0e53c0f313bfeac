package io.logcast.testkit;

/**
 * What stood between two blank lines of an event stream; what was not there is null.
 *
 * @param data lines joined by line feeds
 * @param comment the last comment line
 */
public record SseFrame(String id, String event, String data, String comment, Long retry) {

    /** True for what a browser would fire an event for. */
    public boolean isEvent() {
        return data != null;
    }
}
