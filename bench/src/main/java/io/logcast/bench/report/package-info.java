/**
 * What a run shows: progress while it goes on, then a table, then one line of JSON.
 *
 * <p>Main thread only. Never measures. Start: {@link io.logcast.bench.report.Report}.
 */
package io.logcast.bench.report;
