package io.logcast.bench.server;

import io.logcast.bench.kafka.Broker;
import io.logcast.bench.process.Child;
import io.logcast.bench.process.Children;
import io.logcast.bench.process.ClassPath;
import io.logcast.bench.process.JavaCommand;
import io.logcast.bench.process.JvmProbe;
import io.logcast.gateway.app.GatewayApplication;
import io.logcast.projection.app.ProjectorApplication;
import io.logcast.publish.app.PublisherApplication;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the three services, as an operator starts it: its main class, and its settings in the environment. The other two
 * are not on its class path, or it would be them too.
 */
public record Service(Class<?> main, String name, int port, int jmxPort) {

    private static final List<Class<?>> ALL =
            List.of(PublisherApplication.class, ProjectorApplication.class, GatewayApplication.class);

    /**
     * @param jvm options of the JVM
     * @param environment on top of ours
     */
    public record Settings(List<String> jvm, Map<String, String> environment) {

        public Settings {
            jvm = List.copyOf(jvm);
            environment = Map.copyOf(environment);
        }

        public static Settings heap(String size) {
            return new Settings(List.of("-Xmx" + size), Map.of());
        }

        public Settings with(String variable, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(variable, value);
            return new Settings(jvm, more);
        }

        public Settings withJvm(String option) {
            List<String> more = new ArrayList<>(jvm);
            more.add(option);
            return new Settings(more, environment);
        }
    }

    /** Returns when it is ready. */
    Child start(Children children, Broker broker, Settings settings) throws IOException, InterruptedException {
        List<String> jvm = new ArrayList<>(JvmProbe.options(jmxPort));
        jvm.addAll(settings.jvm());
        JavaCommand command = new JavaCommand(classPath(), jvm, main, List.of());
        Map<String, String> environment = new HashMap<>(environment(broker));
        environment.putAll(settings.environment());
        Child child = children.java(name, command, environment).muted();
        Listening.awaitReady(child, port);
        return child;
    }

    private ClassPath classPath() {
        return ClassPath.ours()
                .without(ALL.stream().filter(other -> other != main).toList());
    }

    private Map<String, String> environment(Broker broker) {
        return Map.of(
                "LOGCAST_HOST",
                "127.0.0.1",
                "LOGCAST_PORT",
                Integer.toString(port),
                "LOGCAST_KAFKA",
                broker.bootstrapServers(),
                "LOGCAST_JWT_SECRET",
                Tenancy.TOKENS.secret(),
                "LOGCAST_REDIS",
                broker.redis(),
                "LOGCAST_NODE_ID",
                name + "-" + port);
    }
}
