/**
 * The servers that are measured, each in processes of its own and known only by its port and its process ids.
 *
 * <p>Main thread; the floor's loop is the one thread of its process. Never looks inside a server. Start:
 * {@link io.logcast.bench.server.Server}.
 */
package io.logcast.bench.server;
