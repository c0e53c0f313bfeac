package io.logcast.projection.app;

import io.logcast.node.app.Launch;
import io.micronaut.runtime.Micronaut;

/** The projector as a process of its own. */
public final class ProjectorApplication {

    private ProjectorApplication() {}

    public static void main(String[] args) {
        Launch.orExit(
                "projector",
                Micronaut.build(args)
                        .environments("projector")
                        .deduceEnvironment(false)
                        .banner(false));
    }
}
