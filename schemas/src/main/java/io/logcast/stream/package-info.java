/**
 * What subscribers see: channels, stream definitions, and which event a stream takes.
 *
 * <p>Values only: no thread owns anything here. Never looks at a token or a subscriber. Start:
 * {@link io.logcast.stream.StreamDefinition}.
 */
package io.logcast.stream;
