package io.logcast.gateway.msgpack;

/** How the bytes that the specification did not have in its first years are read. */
public enum Dialect {
    /** <a href="https://github.com/msgpack/msgpack/blob/master/spec.md">The specification</a>. */
    STANDARD,
    /** msgpack-js 0.3, of socket.io-emitter 1: {@code c4} is undefined, {@code d8} and {@code d9} begin bytes. */
    MSGPACK_JS
}
