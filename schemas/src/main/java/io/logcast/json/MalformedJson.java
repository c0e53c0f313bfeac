package io.logcast.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;

/** Bytes that are no JSON. The message says where, and never quotes the bytes. */
public final class MalformedJson extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedJson(String what) {
        super(what);
    }

    MalformedJson(JsonProcessingException cause) {
        super("is not valid JSON" + place(cause.getLocation()), cause);
    }

    private static String place(JsonLocation at) {
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
