/**
 * Who may subscribe to what.
 *
 * <p>Pure decisions on values; any thread. Never looks at the wire. What a subscriber then sees of each delivery is
 * {@link io.logcast.gateway.fanout.Subscription#sees}. Start: {@link io.logcast.gateway.access.StreamAccess}.
 */
package io.logcast.gateway.access;
