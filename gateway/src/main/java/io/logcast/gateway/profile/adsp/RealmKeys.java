package io.logcast.gateway.profile.adsp;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.logcast.gateway.profile.adsp.Issuers.Check;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a realm, as it publishes them. They are kept, and fetched again when a token names one that is not among them;
 * while the realm is away, those that are known still count.
 */
final class RealmKeys implements Check {

    private static final Logger LOG = LoggerFactory.getLogger(RealmKeys.class);
    private static final long KEPT = Duration.ofHours(10).toMillis();
    private static final long REFRESH_PATIENCE = Duration.ofSeconds(15).toMillis();
    /** Whoever invents key ids must not make us ask the realm each time. */
    private static final long BETWEEN_FETCHES = Duration.ofSeconds(10).toMillis();

    /** To connect, and to read. Short of it a realm is slow, not away: taken for away, nobody comes in until the next fetch. */
    private static final int FETCH_PATIENCE = (int) Duration.ofSeconds(5).toMillis();

    private final String address;
    private final Executor blocking;
    /** Said once for each time: whoever invents tokens must not fill the log. */
    private final AtomicBoolean away = new AtomicBoolean();

    private final DefaultJWTProcessor<SecurityContext> tokens = new DefaultJWTProcessor<>();

    /** @param blocking where fetching may wait */
    RealmKeys(String address, Executor blocking) {
        this.address = address;
        this.blocking = blocking;
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                        url(address),
                        new DefaultResourceRetriever(
                                FETCH_PATIENCE, FETCH_PATIENCE, JWKSourceBuilder.DEFAULT_HTTP_SIZE_LIMIT))
                .cache(KEPT, REFRESH_PATIENCE)
                .refreshAheadCache(false)
                .rateLimited(BETWEEN_FETCHES)
                .outageTolerantForever()
                .build();
        // Public keys alone: with a shared secret among them, whoever reads the published keys could sign.
        tokens.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.Family.SIGNATURE, keys));
        DefaultJWTClaimsVerifier<SecurityContext> times = new DefaultJWTClaimsVerifier<>(null, Set.of());
        times.setMaxClockSkew(0);
        tokens.setJWTClaimsSetVerifier(times);
    }

    @Override
    public CompletionStage<Optional<JWTClaimsSet>> claims(String token) {
        return CompletableFuture.supplyAsync(() -> check(token), blocking);
    }

    private Optional<JWTClaimsSet> check(String token) {
        try {
            Optional<JWTClaimsSet> genuine = Optional.of(tokens.process(token, null));
            away.set(false);
            return genuine;
        } catch (RateLimitReachedException e) {
            return Optional.empty();
        } catch (KeySourceException e) {
            if (!away.getAndSet(true)) {
                LOG.warn("The keys at {} cannot be read: {}", address, e.getMessage());
            }
            return Optional.empty();
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static URL url(String address) {
        try {
            return URI.create(address).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("an address that was checked: " + address, e);
        }
    }
}
