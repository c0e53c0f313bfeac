/**
 * What a server does under a given rate, and up to which rate it does it.
 *
 * <p>Main thread. Never decides which rate is good enough: scenarios do. Start: {@link io.logcast.bench.measure.Rig} for one
 * phase, {@link io.logcast.bench.measure.Saturation} for the search.
 */
package io.logcast.bench.measure;
