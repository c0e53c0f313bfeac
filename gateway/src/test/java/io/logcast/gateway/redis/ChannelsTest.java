package io.logcast.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ChannelsTest {

    private final Channels channels = new Channels("socket.io");

    @Test
    void names_areThoseOfNodesAdapter() {
        assertThat(channels.packets("/axr")).isEqualTo("socket.io#/axr#");
        assertThat(channels.packets("/axr", "allusers")).isEqualTo("socket.io#/axr#allusers#");
        assertThat(channels.requests("/axr")).isEqualTo("socket.io-request#/axr#");
        assertThat(channels.responses("/axr", "x1")).isEqualTo("socket.io-response#/axr#x1#");
    }

    @Test
    void pattern_meansTheKeyLiterally() {
        assertThat(new Channels("a*b[c]?\\").allPackets()).isEqualTo("a\\*b\\[c\\]\\?\\\\#*");
    }

    @Test
    void namespace_isReadFromTheChannelOfRequests() {
        assertThat(channels.namespaceOfRequests("socket.io-request#/a#b#")).isEqualTo("/a#b");
        assertThat(channels.namespaceOfRequests("socket.io-request#")).isEmpty();
    }
}
