package io.logcast.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.embedded.port.Ports;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BrokerSettingsTest {

    /** Nobody listens on them yet, so they look free. A round of all there are. */
    @Test
    void controllerPort_isNeitherTheBrokersNorOneOfTheOthers() {
        int http = Ports.free();
        int kafka = Ports.free();
        int redis = Ports.free();
        BrokerSettings settings = BrokerSettings.of(kafka, Path.of("data")).besides(Set.of(http, redis));

        assertThat(IntStream.range(0, 23_000)
                        .map(any -> settings.controllerPort())
                        .boxed())
                .doesNotContain(http, kafka, redis);
    }
}
