package io.logcast.standalone.migration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Something of the other service as Logcast defines it.
 *
 * @param kind stream or webhook
 * @param definition the body of its PUT; null: it cannot be taken over at all
 * @param left what could not be taken over of it, a line each
 */
record Converted(String kind, String id, ObjectNode definition, List<String> left) {

    Converted {
        left = List.copyOf(left);
    }
}
