package io.logcast.bench.jmh;

import io.logcast.cursor.Cursor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A cursor is read once for each connection that comes back. */
@State(Scope.Thread)
public class Cursors {

    /** Lanes of the tenant. */
    @Param({"1", "4"})
    public int positions;

    private String text;
    private Cursor cursor;

    @Setup
    public void make() {
        StringBuilder made = new StringBuilder("1xo04e8:0-18422000");
        for (int i = 1; i < positions; i++) {
            made.append(',').append(i).append('-').append(18422000 + i);
        }
        text = made.toString();
        cursor = Cursor.parse(text);
    }

    @Benchmark
    public Cursor parse() {
        return Cursor.parse(text);
    }

    @Benchmark
    public String write() {
        return cursor.toString();
    }
}
