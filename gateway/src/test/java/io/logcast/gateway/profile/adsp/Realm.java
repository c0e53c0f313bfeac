package io.logcast.gateway.profile.adsp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A realm of Keycloak: signs tokens, and publishes its keys over HTTP. */
final class Realm implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile RSAKey key;
    private volatile boolean away;
    private volatile Executor answers = Runnable::run;

    Realm() throws IOException, JOSEException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(exchange -> answers.execute(exchange));
        server.createContext("/certs", exchange -> {
            fetches.incrementAndGet();
            byte[] keys = new JWKSet(key).toPublicJWKSet().toString().getBytes(UTF_8);
            exchange.sendResponseHeaders(away ? 503 : 200, keys.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(keys);
            }
        });
        server.start();
        rotate();
    }

    String certs() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/certs";
    }

    /** From now on it signs with another key. */
    void rotate() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("k" + System.nanoTime()).generate();
    }

    /** It names its key otherwise, as whoever invents key ids can. */
    void rename() {
        key = new RSAKey.Builder(key).keyID("k" + System.nanoTime()).build();
    }

    /** From now on its keys come so much later. */
    void slowDown(Duration delay) {
        answers = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    void leave() {
        away = true;
    }

    /** How often somebody has asked for the keys. */
    int fetches() {
        return fetches.get();
    }

    String sign(JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    /** Signed with the published key as if it were a shared secret, which everybody can do. */
    String forge(JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new MACSigner(key.toPublicJWK().toString().getBytes(UTF_8)));
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
