package io.logcast.embedded.kafka;

import java.io.IOException;
import java.nio.file.Path;

/** Another process, or another broker of this one, works on the folder. */
public final class FolderInUse extends IOException {

    private static final long serialVersionUID = 1L;

    FolderInUse(Path folder) {
        super("the data folder " + folder + " is in use by another process");
    }
}
