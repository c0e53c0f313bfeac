/**
 * The doors of hinotora/sse-notification-service: users of applications who are told what is published for them in Redis.
 *
 * <p>Who is connected belongs to {@link io.logcast.gateway.profile.ssenotify.Connections}, everything else has no state. Threads
 * are those of the requests and event loops, and the inbox of Redis. Never waits for Redis with what is in the log. Start:
 * {@link io.logcast.gateway.profile.ssenotify.NotifyController}.
 */
package io.logcast.gateway.profile.ssenotify;
