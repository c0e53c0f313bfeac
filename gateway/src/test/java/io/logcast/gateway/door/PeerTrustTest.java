package io.logcast.gateway.door;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeerTrustTest {

    @TempDir
    static Path folder;

    private static Certificates certificates;

    @BeforeAll
    static void make() throws Exception {
        certificates = new Certificates(folder)
                .authority("ca")
                .authority("foreign-ca")
                .issue("one", "push.example", "ca")
                .issue("two", "push.example", "ca")
                .issue("shop", "shop.example", "ca")
                .issue("forged", "push.example", "foreign-ca")
                .selfSigned("self", "push.example")
                .selfSigned("other-self", "push.example");
    }

    @Test
    void peer_withTheSameCertificate_isTrusted() throws Exception {
        assertTrusted("self", "self");
        assertTrusted("one", "one");
    }

    @Test
    void peer_withACertificateOfTheSameAuthorityForTheSameName_isTrusted() throws Exception {
        assertTrusted("one", "two");
    }

    @Test
    void peer_withACertificateForAnotherName_isNot() throws Exception {
        assertNotTrusted("one", "shop");
    }

    @Test
    void peer_whoseAuthorityIsNotOurs_isNot() throws Exception {
        assertNotTrusted("one", "forged");
        assertNotTrusted("self", "other-self");
        assertNotTrusted("self", "one");
    }

    @Test
    void certificate_thatIsRenewed_countsAtOnce() throws Exception {
        Path file = folder.resolve("renewed.pem");
        Files.copy(certificates.file("self"), file);
        PeerTrust trust = new PeerTrust(file);
        assertThatThrownBy(() -> trust.checkServerTrusted(certificates.chain("other-self"), "ECDHE_ECDSA"))
                .isInstanceOf(CertificateException.class);

        Files.copy(certificates.file("other-self"), file, StandardCopyOption.REPLACE_EXISTING);

        assertThatCode(() -> trust.checkServerTrusted(certificates.chain("other-self"), "ECDHE_ECDSA"))
                .doesNotThrowAnyException();
    }

    private static void assertTrusted(String own, String peer) throws Exception {
        PeerTrust trust = new PeerTrust(certificates.file(own));
        assertThatCode(() -> trust.checkServerTrusted(certificates.chain(peer), "ECDHE_ECDSA"))
                .doesNotThrowAnyException();
    }

    private static void assertNotTrusted(String own, String peer) throws Exception {
        PeerTrust trust = new PeerTrust(certificates.file(own));
        assertThatThrownBy(() -> trust.checkServerTrusted(certificates.chain(peer), "ECDHE_ECDSA"))
                .isInstanceOf(CertificateException.class);
    }
}
