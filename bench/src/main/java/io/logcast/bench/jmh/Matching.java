package io.logcast.bench.jmh;

import io.logcast.stream.Roles;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Whether somebody may see a delivery: asked for each delivery and each distinct set of roles. */
@State(Scope.Thread)
public class Matching {

    /** Roles that the subscriber holds. */
    @Param({"1", "20"})
    public int held;

    private Roles subscriber;
    private Roles needed;
    private Roles foreign;

    @Setup
    public void make() {
        subscriber =
                Roles.of(IntStream.range(0, held).mapToObj(i -> "role-" + i).toList());
        needed = Roles.of("role-" + (held - 1), "stream-listener");
        foreign = Roles.of("auditor", "stream-listener");
    }

    @Benchmark
    public boolean admitted() {
        return needed.anyOf(subscriber);
    }

    @Benchmark
    public boolean refused() {
        return foreign.anyOf(subscriber);
    }
}
