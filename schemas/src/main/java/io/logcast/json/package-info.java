/**
 * JSON text to nodes and back, and the reading of members with refusals that name them.
 *
 * <p>Stateless; any thread. Never binds to classes by reflection. Start: {@link io.logcast.json.Json}.
 */
package io.logcast.json;
