package io.logcast.bench.server;

import io.logcast.bench.token.TokenMint;
import io.logcast.event.TenantId;

/** The tenant of a run, and the secret by which its tokens are signed; the same in all scenarios, on loopback only. */
public final class Tenancy {

    public static final TenantId TENANT = new TenantId("bench");
    public static final TokenMint TOKENS = new TokenMint("only-for-benchmarks-on-loopback-0123456789");

    private Tenancy() {}
}
