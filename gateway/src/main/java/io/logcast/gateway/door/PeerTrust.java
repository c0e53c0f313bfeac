package io.logcast.gateway.door;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts other gateways by this one's own certificate: the peer has the same, or one that is issued for one of the same names by
 * somebody who stands in the same file, or whom Java trusts. The address is not looked at: it comes from the membership, and
 * stands in no certificate. The file is read for each connection, for it may have been renewed.
 */
final class PeerTrust extends X509ExtendedTrustManager {

    private final Path file;

    PeerTrust(Path file) {
        this.file = file;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        List<X509Certificate> own = own();
        X509Certificate peer = chain[0];
        peer.checkValidity();
        if (peer.equals(own.get(0))) {
            return;
        }
        if (!names(peer).removeAll(names(own.get(0)))) {
            throw new CertificateException("the certificate of the other gateway is for other names than ours");
        }
        requireIssued(chain, authType, own);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is for connections to other gateways");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static void requireIssued(X509Certificate[] chain, String authType, List<X509Certificate> own)
            throws CertificateException {
        try {
            byJava(null).checkServerTrusted(chain, authType);
        } catch (CertificateException stranger) {
            if (own.size() == 1) {
                throw stranger;
            }
            byJava(anchors(own.subList(1, own.size()))).checkServerTrusted(chain, authType);
        }
    }

    /** @param anchors null: those that Java comes with */
    private static X509TrustManager byJava(KeyStore anchors) throws CertificateException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(anchors);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager found) {
                    return found;
                }
            }
            throw new CertificateException("this Java judges no certificates");
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    private static KeyStore anchors(List<X509Certificate> issuers) throws CertificateException {
        try {
            KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            for (int i = 0; i < issuers.size(); i++) {
                anchors.setCertificateEntry("issuer-" + i, issuers.get(i));
            }
            return anchors;
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException(e);
        }
    }

    private List<X509Certificate> own() throws CertificateException {
        List<X509Certificate> own = new ArrayList<>();
        try (InputStream pem = Files.newInputStream(file)) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                own.add((X509Certificate) each);
            }
        } catch (IOException e) {
            throw new CertificateException("our own certificate cannot be read", e);
        }
        if (own.isEmpty()) {
            throw new CertificateException("our own certificate is not in its file");
        }
        return own;
    }

    /** The alternative names; the subject where there are none. */
    private static Set<String> names(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        return alternatives == null
                ? new HashSet<>(Set.of(certificate.getSubjectX500Principal().getName()))
                : alternatives.stream().map(name -> name.get(1).toString()).collect(Collectors.toSet());
    }
}
