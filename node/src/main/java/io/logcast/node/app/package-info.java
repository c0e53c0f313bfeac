/**
 * Puts a process of Logcast together: what each of them starts, and how it says that it cannot.
 *
 * <p>Runs once, on the main thread. Never serves a request. Start: {@link io.logcast.node.app.Launch}.
 */
package io.logcast.node.app;
