/**
 * What gateways tell each other: that they are there ({@code logcast.gateways}), and who has which session
 * ({@code logcast.sessions}).
 *
 * <p>Values only: no thread owns anything here. Never knows what is done about them. Start: {@link io.logcast.ledger.Beat} and
 * {@link io.logcast.ledger.SessionNote}.
 */
package io.logcast.ledger;
