package io.logcast.bench.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionsTest {

    private static final Defaults DEFAULTS =
            Defaults.none().with("subscribers", 1000).with("peers", "");

    @Test
    void option_given_winsOverTheDefault() {
        Options options = Options.parse(List.of("--subscribers", "10,000", "--peers", "nchan, better-sse"), DEFAULTS);
        assertThat(options.number("subscribers")).isEqualTo(10_000);
        assertThat(options.list("peers")).containsExactly("nchan", "better-sse");
    }

    @Test
    void option_leftOut_isTheDefault() {
        Options options = Options.parse(List.of(), DEFAULTS);
        assertThat(options.positive("subscribers")).isEqualTo(1000);
        assertThat(options.list("peers")).isEmpty();
    }

    @Test
    void option_unknown_isRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> Options.parse(List.of("--subscriber", "1"), DEFAULTS))
                .isInstanceOf(UsageError.class)
                .hasMessage("'--subscriber' is not understood; the options are: --subscribers 1000 --peers …");
    }

    @Test
    void option_noNumber_isRefusedByName() {
        Options options = Options.parse(List.of("--subscribers", "many"), DEFAULTS);
        assertThatThrownBy(() -> options.number("subscribers")).hasMessageContaining("--subscribers must be a whole");
    }
}
