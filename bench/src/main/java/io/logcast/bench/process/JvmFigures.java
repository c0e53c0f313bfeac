package io.logcast.bench.process;

import java.io.IOException;

/** What a JVM tells of itself. */
public interface JvmFigures {

    /** A server that cannot be asked. */
    JvmFigures UNKNOWN = new JvmFigures() {

        @Override
        public double allocatedBytes() {
            return Double.NaN;
        }

        @Override
        public double compileSeconds() {
            return 0;
        }
    };

    /** On the heap, since it began. */
    double allocatedBytes() throws IOException;

    /** Spent by its compilers since it began. */
    double compileSeconds() throws IOException;
}
