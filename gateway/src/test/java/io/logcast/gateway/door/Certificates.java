package io.logcast.gateway.door;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

/** Certificates by keytool, and what gateways are told of them. */
record Certificates(Path folder) {

    private static final String PASSWORD = "changeit";

    /** An authority, which may {@link #issue}. */
    Certificates authority(String alias) throws Exception {
        return make(alias, "-ext bc:c");
    }

    /** Signed by itself. */
    Certificates selfSigned(String alias, String host) throws Exception {
        return make(alias, "-ext SAN=dns:" + host);
    }

    Certificates issue(String alias, String host, String authority) throws Exception {
        return make(alias, "-ext SAN=dns:" + host + " -signer " + authority);
    }

    X509Certificate[] chain(String alias) throws Exception {
        Certificate[] chain = keys().getCertificateChain(alias);
        return Stream.of(chain).map(X509Certificate.class::cast).toArray(X509Certificate[]::new);
    }

    /** The chain as PEM. */
    Path file(String alias) throws Exception {
        Path file = folder.resolve(alias + ".pem");
        if (Files.exists(file)) {
            // A gateway watches it.
            return file;
        }
        StringBuilder pem = new StringBuilder();
        for (X509Certificate each : chain(alias)) {
            pem.append(pem("CERTIFICATE", each.getEncoded()));
        }
        return Files.writeString(file, pem);
    }

    Map<String, Object> settings(String alias) throws Exception {
        byte[] key = keys().getKey(alias, PASSWORD.toCharArray()).getEncoded();
        Path file = Files.writeString(folder.resolve(alias + "-key.pem"), pem("PRIVATE KEY", key));
        return Map.of(
                "logcast.tls.enabled",
                true,
                "logcast.tls.certificate",
                file(alias).toString(),
                "logcast.tls.key",
                file.toString());
    }

    private Certificates make(String alias, String more) throws Exception {
        String command = Path.of(System.getProperty("java.home"), "bin", "keytool") + " -genkeypair -alias " + alias
                + " -keyalg EC -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store() + " -dname CN="
                + alias + " " + more;
        Process made = new ProcessBuilder(command.split(" ")).inheritIO().start();
        assertThat(made.waitFor()).isZero();
        return this;
    }

    private KeyStore keys() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private Path store() {
        return folder.resolve("keys.p12");
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }
}
