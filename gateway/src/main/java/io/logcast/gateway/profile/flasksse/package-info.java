/**
 * The door of applications with Flask-SSE (singingwolfboy/flask-sse 1.0.0): streams of channels, which are those of Redis.
 *
 * <p>Threads are those of the requests and event loops, the inbox of Redis, and {@code logcast-flasksse}, which publishes to Redis
 * what others have put on a channel. Never keeps a message, and never sends back what came from Redis. Start:
 * {@link io.logcast.gateway.profile.flasksse.FlaskController}.
 */
package io.logcast.gateway.profile.flasksse;
