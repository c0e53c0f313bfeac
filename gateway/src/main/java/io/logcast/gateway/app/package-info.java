/**
 * The gateway as an application: wiring, settings, health, stopping.
 *
 * <p>Runs on the main thread and Micronaut's own. Never touches a delivery. Start: {@code GatewayFactory}.
 */
package io.logcast.gateway.app;
