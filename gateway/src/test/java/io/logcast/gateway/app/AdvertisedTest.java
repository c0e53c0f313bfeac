package io.logcast.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.field.InvalidField;
import io.logcast.ledger.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdvertisedTest {

    private static final Advertised NOTHING = new Advertised("");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void address_ofAServerForThisMachineOnly_isTheLoopback(String host) {
        assertThat(NOTHING.address(host, 8080)).isEqualTo(new Address("127.0.0.1", 8080));
    }

    @Test
    void address_ofAServerThatListensEverywhere_isNotEverywhere() {
        assertThat(NOTHING.address("0.0.0.0", 8080).host()).isNotIn("0.0.0.0", "::");
    }

    @Test
    void address_ofAServerThatListensSomewhere_isThat() {
        assertThat(NOTHING.address("192.0.2.7", 8080)).isEqualTo(new Address("192.0.2.7", 8080));
    }

    @Test
    void address_thatIsSet_isThat() {
        assertThat(new Advertised("gateway-1.internal:9000").address("0.0.0.0", 8080))
                .isEqualTo(new Address("gateway-1.internal", 9000));
    }

    @Test
    void setting_thatIsNoAddress_stopsTheStart() {
        assertThatThrownBy(() -> new Advertised("gateway-1"))
                .isInstanceOf(InvalidField.class)
                .hasMessage("logcast.gateway.advertised must be host:port");
    }
}
