package io.logcast.publish.app;

import io.logcast.node.app.Launch;
import io.micronaut.runtime.Micronaut;

/** {@code java -jar logcast-publisher-api.jar}; settings are in application-publisher.yml. */
public final class PublisherApplication {

    private PublisherApplication() {}

    public static void main(String[] args) {
        Launch.orExit(
                "publisher",
                Micronaut.build(args)
                        .deduceEnvironment(false)
                        .environments("publisher")
                        .banner(false));
    }
}
