package io.logcast.standalone.token;

/** A token that can be made for whoever asks for it. */
interface SignedToken {

    /** HS256. */
    String sign(String secret);
}
