package io.logcast.gateway.door;

import io.logcast.field.InvalidField;
import io.logcast.ledger.Address;
import io.micronaut.context.annotation.Property;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/** Speaks to other gateways as they are spoken to: with TLS if this one has TLS, for all of them are set up alike. */
@Singleton
final class PeerTls {

    private static final int JUDGES = 2;

    private final SSLContext jdk;
    private final SslContext netty;

    /** Certificates are read from a file and followed to their roots, which an event loop has no time for. */
    private final ExecutorService judges = Executors.newFixedThreadPool(JUDGES, PeerTls::judge);

    PeerTls(
            @Property(name = "logcast.tls.enabled", defaultValue = "false") boolean enabled,
            @Property(name = "logcast.tls.certificate", defaultValue = "") String certificate) {
        try {
            jdk = enabled ? jdk(new PeerTrust(Path.of(certificate))) : null;
            netty = enabled ? netty(new PeerTrust(Path.of(certificate))) : null;
        } catch (GeneralSecurityException | SSLException e) {
            throw new InvalidField("logcast.tls.certificate", "cannot be used for connections to other gateways: " + e);
        }
    }

    @PreDestroy
    void close() {
        judges.shutdownNow();
    }

    String scheme() {
        return jdk == null ? "http" : "https";
    }

    HttpClient.Builder configure(HttpClient.Builder client) {
        return jdk == null ? client : client.sslContext(jdk);
    }

    void secure(Channel channel, Address peer) {
        if (netty != null) {
            channel.pipeline().addLast(netty.newHandler(channel.alloc(), peer.host(), peer.port(), judges));
        }
    }

    private static Thread judge(Runnable task) {
        Thread thread = new Thread(task, "logcast-peer-tls");
        thread.setDaemon(true);
        return thread;
    }

    private static SSLContext jdk(TrustManager trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, new SecureRandom());
        return context;
    }

    private static SslContext netty(TrustManager trust) throws SSLException {
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .trustManager(trust)
                // The trust is about certificates: addresses of gateways do not stand in them.
                .endpointIdentificationAlgorithm(null)
                .build();
    }
}
