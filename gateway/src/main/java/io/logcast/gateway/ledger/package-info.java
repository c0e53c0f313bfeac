/**
 * What gateways tell each other through topics: that they are there, and who has which session.
 *
 * <p>A thread for each topic reads it and owns what is known; others read through maps that say so. Never carries what
 * clients are sent, and never waits for Kafka on a caller's thread. Start:
 * {@link io.logcast.gateway.ledger.SessionLedger} and {@link io.logcast.gateway.ledger.Membership}.
 */
package io.logcast.gateway.ledger;
