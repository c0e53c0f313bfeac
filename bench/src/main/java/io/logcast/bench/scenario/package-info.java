/**
 * The numbered scenarios: which servers, which load, which figures.
 *
 * <p>Main thread. Never measures by itself what {@code measure} can. Start: {@link io.logcast.bench.scenario.Scenario}.
 */
package io.logcast.bench.scenario;
