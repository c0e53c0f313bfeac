package io.logcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SseParserTest {

    private static final String STREAM = """
            retry: 2000
            id: a:0-1

            : heartbeat
            id: a:0-2

            id: a:0-3
            event: logcast.gap
            data: {"from":1}

            data: first
            data:second
            unknown: x

            """;

    private static final List<SseFrame> FRAMES = List.of(
            new SseFrame("a:0-1", null, null, null, 2000L),
            new SseFrame("a:0-2", null, null, "heartbeat", null),
            new SseFrame("a:0-3", "logcast.gap", "{\"from\":1}", null, null),
            new SseFrame(null, null, "first\nsecond", null, null));

    private final List<SseFrame> frames = new ArrayList<>();
    private final SseParser parser = new SseParser(frames::add);

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void feed_withAnyLineEnd_givesTheFrames(String lineEnd) {
        parser.feed(STREAM.replace("\n", lineEnd));

        assertThat(frames).isEqualTo(FRAMES);
    }

    @Test
    void feed_inSingleCharacters_givesTheSameFrames() {
        STREAM.chars().forEach(c -> parser.feed(Character.toString(c)));

        assertThat(frames).isEqualTo(FRAMES);
    }

    @Test
    void feed_ofAFrameWithoutItsBlankLine_waits() {
        parser.feed("data: x\n");

        assertThat(frames).isEmpty();
    }
}
