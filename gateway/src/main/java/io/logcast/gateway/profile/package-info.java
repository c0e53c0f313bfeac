/**
 * Doors that look like those of the services which Logcast replaces; one package for each of them, switched on by
 * {@code logcast.profiles.<name>.enabled}. Here is what they have in common.
 *
 * <p>Threads are those of the doors behind. A profile translates: requests, tokens and messages into Logcast's, deliveries into
 * its own frames. It never keeps a message itself, and never knows another profile. Start:
 * {@link io.logcast.gateway.profile.HmacTokens}.
 */
package io.logcast.gateway.profile;
