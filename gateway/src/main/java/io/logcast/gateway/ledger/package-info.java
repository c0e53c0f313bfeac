/**
 * What gateways tell each other through topics: that they are there, and who has which session.
 *
 * <p>One thread reads, and owns what is known; others read snapshots. Never carries what clients are sent. Start:
 * {@link io.logcast.gateway.ledger.SessionLedger}.
 */
package io.logcast.gateway.ledger;
