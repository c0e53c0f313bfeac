/**
 * Takes over what other services were configured with.
 *
 * <p>Runs on the main thread and ends. Speaks to a running platform over HTTP, as anybody may; never looks into it. Start:
 * {@link io.logcast.standalone.migration.ImportCommand}.
 */
package io.logcast.standalone.migration;
