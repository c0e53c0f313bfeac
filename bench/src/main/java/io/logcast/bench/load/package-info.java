/**
 * The load client: thousands of subscribers in one thread of one process, and the handle by which a scenario steers it.
 *
 * <p>In the client's process everything belongs to its one thread; the reader of commands only hands over lines. Never allocates
 * for a frame. Start: {@link io.logcast.bench.load.LoadClient} inside, {@link io.logcast.bench.load.Load} outside.
 */
package io.logcast.bench.load;
