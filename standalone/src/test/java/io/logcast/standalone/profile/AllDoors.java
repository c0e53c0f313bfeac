package io.logcast.standalone.profile;

import io.logcast.standalone.Services;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.RedisFixture;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one gateway with the doors of all five services, the same for all classes; it is stopped after the last one. */
final class AllDoors implements ParameterResolver {

    private static final Namespace SHARED = Namespace.create(AllDoors.class);

    /** A running one. */
    record Running(KafkaFixture kafka, RedisFixture redis, Services services, SeedPlatform platform)
            implements AutoCloseable {

        private static Running start() throws Exception {
            KafkaFixture kafka = KafkaFixture.start();
            RedisFixture redis = RedisFixture.create();
            redis.start();
            Map<String, Object> properties = new HashMap<>(SeedPlatform.doors());
            properties.put("redis.uri", redis.uri().toString());
            Services services = Services.on(kafka, properties);
            services.awaitReady();
            SeedPlatform platform = new SeedPlatform(services.url("/"), redis.uri());
            platform.defineStream();
            return new Running(kafka, redis, services, platform);
        }

        @Override
        public void close() throws Exception {
            platform.close();
            services.close();
            redis.close();
            kafka.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Running resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(SHARED).getOrComputeIfAbsent("running", key -> start(), Running.class);
    }

    private static Running start() {
        try {
            return Running.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
