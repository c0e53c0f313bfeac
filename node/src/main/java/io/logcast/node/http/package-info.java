/**
 * Who calls, and how a refusal looks: the caller from the token, and every error as problem+json (RFC 9457).
 *
 * <p>Stateless; runs on whatever thread serves the request. Never writes a token, or the inside of a failure, to a
 * response or a log. Start: {@link io.logcast.node.http.Problem} and {@link io.logcast.node.http.Caller}.
 */
package io.logcast.node.http;
