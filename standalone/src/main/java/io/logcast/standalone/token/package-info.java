/**
 * Development tokens.
 *
 * <p>Runs on the main thread and ends. Never used in production, where tokens come from the issuer. Start:
 * {@link io.logcast.standalone.token.TokenCommand}.
 */
package io.logcast.standalone.token;
