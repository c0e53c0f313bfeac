/**
 * JMH benchmarks of what runs for every frame or every request: framing, matching, cursors.
 *
 * <p>Each in a fork of JMH's. Never run by the build. Start: {@link io.logcast.bench.jmh.Microbenchmarks}.
 */
package io.logcast.bench.jmh;
