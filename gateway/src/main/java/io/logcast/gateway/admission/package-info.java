/**
 * What every door does before it lets somebody in: whether it may be, and where it begins.
 *
 * <p>Any thread. Refuses by a {@link io.logcast.node.http.ProblemException}, which each door says in its own words. Never knows
 * which door it is. Start: {@link io.logcast.gateway.admission.Admissions}.
 */
package io.logcast.gateway.admission;
