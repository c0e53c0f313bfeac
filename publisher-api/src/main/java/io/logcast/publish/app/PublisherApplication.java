package io.logcast.publish.app;

import io.logcast.node.app.Launch;
import io.micronaut.context.ApplicationContext;

/** {@code java -jar logcast-publisher-api.jar}; settings are in application-publisher.yml. */
public final class PublisherApplication {

    private PublisherApplication() {}

    public static void main(String[] args) {
        Launch.orExit(
                "publisher",
                ApplicationContext.builder("publisher").deduceEnvironment(false).args(args));
    }
}
