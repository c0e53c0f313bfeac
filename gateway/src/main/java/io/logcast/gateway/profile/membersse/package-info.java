/**
 * The doors of mkapiczy/server-sent-events: members who are told what is posted for them, on {@code /events} and
 * {@code /notification/events}.
 *
 * <p>No state; the threads of the requests, and the event loops for the frames. Never answers a publisher before the log has
 * the event. Start: {@link io.logcast.gateway.profile.membersse.MemberController}.
 */
package io.logcast.gateway.profile.membersse;
