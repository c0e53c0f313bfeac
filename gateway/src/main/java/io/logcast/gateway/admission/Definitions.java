package io.logcast.gateway.admission;

import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.node.definition.DefinitionTable;
import java.util.concurrent.CompletionStage;

/** The stream definitions, as far as this gateway knows them. */
public interface Definitions {

    DefinitionSnapshot snapshot();

    /** Whether they have been read once: before that, "there is no such stream" would be a guess. */
    boolean areKnown();

    /** With all that there is now; fails if they cannot be read in time. */
    CompletionStage<DefinitionSnapshot> refreshed();

    static Definitions of(DefinitionTable table) {
        return new Definitions() {

            @Override
            public DefinitionSnapshot snapshot() {
                return table.snapshot();
            }

            @Override
            public boolean areKnown() {
                return table.position() >= 0;
            }

            @Override
            public CompletionStage<DefinitionSnapshot> refreshed() {
                return table.refreshed();
            }
        };
    }
}
