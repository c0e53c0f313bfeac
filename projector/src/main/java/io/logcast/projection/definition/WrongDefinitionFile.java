package io.logcast.projection.definition;

import java.nio.file.Path;

/** A file that is no stream definition. The message names the file, the field and the rule. */
public final class WrongDefinitionFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongDefinitionFile(Path file, String rule, Throwable cause) {
        super("The stream definition in " + file + " is wrong: " + rule, cause);
    }
}
