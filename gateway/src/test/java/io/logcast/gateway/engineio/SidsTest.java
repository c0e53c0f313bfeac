package io.logcast.gateway.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.field.InvalidField;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SidsTest {

    @Test
    void mint_carriesTheNodeAndALongSecret() {
        Sids sids = new Sids("node1");
        Set<String> minted = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            minted.add(sids.mint());
        }

        assertThat(minted).hasSize(1000).allMatch(sid -> sid.matches("node1~[A-Za-z0-9_-]{24}"));
        assertThat(minted)
                .allMatch(sids::isMine)
                .allMatch(sid -> Sids.nodeKeyOf(sid).orElseThrow().equals("node1"));
    }

    @Test
    void isMine_ofOtherNodes_isFalse() {
        Sids sids = new Sids("node1");

        assertThat(sids.isMine("node2~AAAAAAAAAAAAAAAAAAAAAAAA")).isFalse();
        assertThat(sids.isMine("node11~AAAAAAAAAAAAAAAAAAAAAAAA")).isFalse();
        assertThat(sids.isMine("node1")).isFalse();
        assertThat(sids.isMine("")).isFalse();
    }

    @Test
    void nodeKeyOf_whatNoNodeMade_isNothing() {
        assertThat(Sids.nodeKeyOf("abc")).isEmpty();
        assertThat(Sids.nodeKeyOf("node1~short")).isEmpty();
        assertThat(Sids.nodeKeyOf("http://a~AAAAAAAAAAAAAAAAAAAAAAAA")).isEmpty();
        assertThat(Sids.nodeKeyOf("node1~AAAAAAAAAAAAAAAAAAAAAAAA\n")).isEmpty();
    }

    @Test
    void nodeKey_thatIsNone_isRefused() {
        assertThatThrownBy(() -> new Sids("Node")).isInstanceOf(InvalidField.class);
    }
}
