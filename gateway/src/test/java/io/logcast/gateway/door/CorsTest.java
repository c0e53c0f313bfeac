package io.logcast.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CorsTest {

    private static final String HOST = "our.example:8080";

    @Test
    void cookiesOfOtherOrigins_countOnlyIfThatWasSaid() {
        for (String origins : List.of("*", "https://a.example")) {
            assertThat(cookie(origins, false, "https://a.example")).isNull();
            assertThat(cookie(origins, false, "http://our.example"))
                    .as("another port")
                    .isNull();
            assertThat(cookie(origins, false, "null")).isNull();
            assertThat(cookie(origins, true, "https://a.example")).isEqualTo("jwt=x");
        }
    }

    @Test
    void ourCookies_alwaysCount() {
        for (boolean credentials : List.of(true, false)) {
            assertThat(cookie("*", credentials, "http://our.example:8080")).isEqualTo("jwt=x");
            assertThat(cookie("*", credentials, "https://our.example:8080")).isEqualTo("jwt=x");
            assertThat(cookie("*", credentials, null)).as("no browser").isEqualTo("jwt=x");
        }
    }

    private static String cookie(String origins, boolean credentials, String origin) {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("Host", HOST)
                .add("Cookie", "jwt=x")
                .add("Authorization", "y");
        if (origin != null) {
            headers.add("Origin", origin);
        }
        new Cors(new CorsSettings(List.of(origins), credentials)).dropStrangeCookies(headers, false);
        assertThat(headers.get("authorization")).isEqualTo("y");
        return headers.get("cookie");
    }
}
