package io.logcast.gateway.namespace;

/** May not enter, in the words of a service that Logcast replaces: they are all that the client is told. */
public final class Declined extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Declined(String words) {
        super(words, null, false, false);
    }
}
