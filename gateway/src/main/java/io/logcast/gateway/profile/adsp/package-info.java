/**
 * The doors of ADSP's push service and event service: streams as server-sent events and over Socket.IO, and the place where
 * events are sent to.
 *
 * <p>Threads are those of the doors; keys of issuers are fetched on threads for what blocks. Translates tokens, texts and JSON,
 * and never decides what a stream shows: its definition does. Start: {@link io.logcast.gateway.profile.adsp.StreamsController},
 * {@link io.logcast.gateway.profile.adsp.AdspReception}, {@link io.logcast.gateway.profile.adsp.AdspEvents}.
 */
@Configuration
@Requires(property = "logcast.profiles.adsp.enabled", value = "true")
package io.logcast.gateway.profile.adsp;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
