/**
 * The stream definitions as this process knows them: a copy of the compacted topic {@code logcast.stream-definitions}.
 *
 * <p>The thread {@code logcast-definitions} owns the consumer and the growing copy; others read an immutable snapshot.
 * Never writes to the topic. Start: {@link io.logcast.node.definition.DefinitionTable}.
 */
package io.logcast.node.definition;
