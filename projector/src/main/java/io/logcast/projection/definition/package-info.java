/**
 * Stream definitions from a folder of YAML files, written to {@code logcast.stream-definitions} at the start.
 *
 * <p>Runs once, on the thread of {@code StreamsLifecycle}; reading, on the main thread. Never deletes a definition: a file
 * that is gone says nothing about the stream. Start: {@link io.logcast.projection.definition.DefinitionFolder}.
 */
package io.logcast.projection.definition;
