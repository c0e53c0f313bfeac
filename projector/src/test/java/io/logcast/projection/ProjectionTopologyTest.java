package io.logcast.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.deadletter.DeadLetter.Stage;
import io.logcast.projection.definition.DefinitionFolder;
import io.logcast.stream.StreamDefinition;
import io.logcast.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionTopologyTest {

    private final ProjectionCounters counters = new ProjectionCounters();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> events;
    private TestOutputTopic<String, byte[]> deliveries;
    private TestOutputTopic<String, byte[]> deadLetters;

    @AfterEach
    void close() {
        driver.close();
    }

    /** The documentation's event becomes the documentation's delivery, byte for byte. */
    @Test
    void event_ofTheContract_becomesItsDelivery() throws Exception {
        start(Samples.stream(
                "acme/orders",
                "{\"subscriberRoles\":[\"sales\"],\"events\":[{\"namespace\":\"orders\",\"name\":\"placed\"}]}"));

        pipe(Samples.ORDER);

        String documented = readme("../schemas/README.md").replace("source: 4:18422#0", "source: 0:0#0");
        assertThat(text(Topics.DELIVERIES, deliveries.readRecord())).isEqualTo(documented);
        assertThat(deliveries.isEmpty()).isTrue();
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void event_withTheDefinitionOfOurReadme_becomesTheDeliveryOfOurReadme(@TempDir Path folder) throws Exception {
        Matcher yaml =
                Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertThat(yaml.find()).isTrue();
        Files.writeString(folder.resolve("sku.yaml"), yaml.group(1));
        start(DefinitionFolder.read(folder).toArray(StreamDefinition[]::new));

        pipe(Samples.ORDER);

        assertThat(text(Topics.DELIVERIES, deliveries.readRecord())).isEqualTo(readme("README.md"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":                                   | value is not valid JSON (line 1, column 7)
            ``                                       | value is empty
            [1]                                      | value must be a JSON object
            {}                                       | specversion must be "1.0"
            {"specversion":"1.0","type":"a:b","source":"s","tenant":"t"} | id is required
            {"specversion":"1.0","id":"1","type":"ab","source":"s","tenant":"t"} | type must be namespace:name
            """)
    void record_noEvent_becomesADeadLetterWithReasonAndPosition(String value, String reason) {
        start();
        pipe("{\"a\":1}");
        deadLetters.readRecord();

        events.pipeInput(new TestRecord<>(
                "k".getBytes(UTF_8), value.getBytes(UTF_8), new RecordHeaders().add("own", "x".getBytes(UTF_8)), 7L));

        TestRecord<String, byte[]> letter = deadLetters.readRecord();
        assertThat(text(Topics.DEAD_LETTERS, letter))
                .isEqualTo(
                        "topic   logcast.dead-letters\nkey     logcast.events/0/1\nheader  own: x\nheader  logcast.reason: "
                                + reason + "\nheader  logcast.stage: parse\nheader  logcast.key: k\nvalue   " + value
                                + "\n");
        assertThat(counters.refused(Stage.PARSE)).isEqualTo(2);
        assertThat(deliveries.isEmpty()).isTrue();
    }

    @Test
    void record_garbage_neverStopsThePartition() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        start(Samples.orders("acme/s", ""));
        for (int i = 0; i < 300; i++) {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            events.pipeInput(null, garbage);
        }
        events.pipeInput((byte[]) null, (byte[]) null);
        events.pipeInput(null, "[".repeat(500_000).getBytes(UTF_8));
        events.pipeInput(null, new byte[5_000_000]);
        pipe(Samples.ORDER);

        assertThat(deadLetters.getQueueSize()).as("seed %d", seed).isEqualTo(303);
        assertThat(deliveries.readRecord().headers().lastHeader("source").value())
                .asString(UTF_8)
                .isEqualTo("0:303#0");
    }

    @Test
    void event_projectedTooLarge_isADeadLetterOfTheStageProject_andIsShownElsewhere() {
        start(
                Samples.orders("acme/big", ",\"map\":{\"a\":\"payload\",\"b\":\"payload\",\"c\":\"payload\"}"),
                Samples.orders("acme/small", ",\"map\":{}"));

        pipe(Samples.ORDER.replace("\"A1\"", "\"" + "x".repeat(800_000) + "\""));

        assertThat(deliveries.readKeyValuesToList())
                .extracting(record -> record.key)
                .containsExactly("acme/stream/small");
        Headers headers = deadLetters.readRecord().headers();
        assertThat(value(headers, "logcast.stage")).isEqualTo("project");
        assertThat(value(headers, "logcast.reason"))
                .startsWith("stream/big: the projected value must have at most 2097152");
        assertThat(counters.refused(Stage.PROJECT)).isEqualTo(1);
        assertThat(counters.events()).isEqualTo(1);
        assertThat(counters.deliveries()).isEqualTo(1);
    }

    @Test
    void event_thatNobodyTakes_leavesNothing() {
        start(Samples.orders("globex/s", ""));

        pipe(Samples.ORDER);

        assertThat(deliveries.isEmpty()).isTrue();
        assertThat(deadLetters.isEmpty()).isTrue();
        assertThat(counters.events()).isEqualTo(1);
    }

    @Test
    void event_publishedWithNewerDefinitions_waitsForThem_once() {
        FixedDefinitions definitions = new FixedDefinitions(3, Samples.orders("acme/s", ""));
        start(definitions);

        pipe(Samples.ORDER, "3");
        pipe(Samples.ORDER, "5");
        pipe(Samples.ORDER, "5");

        assertThat(definitions.awaited).containsExactly(5L);
        assertThat(deliveries.getQueueSize()).isEqualTo(3);
    }

    @Test
    void event_publishedWithDefinitionsThatDoNotCome_isProjectedAllTheSame_andNobodyWaitsAgainUntilTheyMove() {
        FixedDefinitions definitions = new FixedDefinitions(3, Samples.orders("acme/s", "")).stuck();
        start(definitions);

        pipe(Samples.ORDER, "5");
        pipe(Samples.ORDER, "900000000");
        definitions.moveTo(4);
        pipe(Samples.ORDER, "5");

        assertThat(definitions.awaited).containsExactly(5L, 5L);
        assertThat(deliveries.getQueueSize()).isEqualTo(3);
    }

    /** A single bad writer could otherwise have every event after "PUT stream" projected without the stream. */
    @Test
    void event_withAnAbsurdDefinitionsHeader_doesNotLetOthersPassTooEarly() {
        FixedDefinitions definitions = new FixedDefinitions(3, Samples.orders("acme/s", "")).stuck();
        start(definitions);

        pipe(Samples.ORDER, "900000000");
        pipe(Samples.ORDER, "4");
        pipe(Samples.ORDER, "900000000");

        assertThat(definitions.awaited).containsExactly(900_000_000L, 4L);
    }

    /** Each task of a thread would else wait for itself, within one transaction, and anew after each failure. */
    @Test
    void event_thatATaskHasWaitedForInVain_isNotWaitedForByAnother() {
        FixedDefinitions definitions = new FixedDefinitions(3, Samples.orders("acme/s", "")).stuck();
        Topology topology = ProjectionTopology.build(definitions, counters, 1);
        start(topology);
        pipe(Samples.ORDER, "5");
        driver.close();

        start(topology);
        pipe(Samples.ORDER, "5");

        assertThat(definitions.awaited).containsExactly(5L);
        assertThat(deliveries.getQueueSize()).isEqualTo(1);
    }

    @Test
    void definitionsThatComeWhenTheWaitIsJustOver_letNobodyPassWhoWantsMore() {
        FixedDefinitions definitions = new FixedDefinitions(3, Samples.orders("acme/s", "")).late();
        start(ProjectionTopology.build(definitions, counters, 1));

        pipe(Samples.ORDER, "5");
        pipe(Samples.ORDER, "6");

        assertThat(definitions.awaited).containsExactly(5L, 6L);
    }

    /** A compressed batch may hold more than the topic of the dead letters takes from us; refused there, it would stop the partition. */
    @Test
    void record_largerThanADeadLetterMayBe_becomesOneWithoutItsValue() {
        start(Samples.orders("acme/s", ""));

        events.pipeInput("k".getBytes(UTF_8), new byte[Topics.MAX_EVENT_RECORD + 1]);
        events.pipeInput(new TestRecord<>(
                "k".getBytes(UTF_8),
                new byte[10],
                new RecordHeaders().add("own", new byte[Topics.MAX_EVENT_RECORD]),
                7L));
        pipe(Samples.ORDER);

        TestRecord<String, byte[]> large = deadLetters.readRecord();
        assertThat(large.value()).isNull();
        assertThat(value(large.headers(), "logcast.reason"))
                .isEqualTo("value must have at most 1048576 bytes, it has 8388609; left out here, for key, value and"
                        + " headers have 8388610 bytes");
        assertThat(value(large.headers(), "logcast.key")).isEqualTo("k");
        TestRecord<String, byte[]> ofHeaders = deadLetters.readRecord();
        assertThat(ofHeaders.value()).isNull();
        assertThat(ofHeaders.headers().lastHeader("own")).isNull();
        assertThat(ofHeaders.key()).isEqualTo("logcast.events/0/1");
        assertThat(deliveries.getQueueSize()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "1234567890123456789"})
    void event_withADefinitionsHeaderThatIsNoOffset_isRefused(String header) {
        start(Samples.orders("acme/s", ""));

        pipe(Samples.ORDER, header);

        assertThat(value(deadLetters.readRecord().headers(), "logcast.reason"))
                .isEqualTo("logcast_definitions must be an offset in decimal digits, at most 18");
    }

    private void start(StreamDefinition... streams) {
        start(new FixedDefinitions(0, streams));
    }

    private void start(Definitions definitions) {
        start(ProjectionTopology.build(definitions, counters, 1));
    }

    private void start(Topology topology) {
        driver = new TopologyTestDriver(topology, new Properties(), Instant.parse("2026-11-21T08:00:00Z"));
        events = driver.createInputTopic(Topics.EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
        deliveries = driver.createOutputTopic(Topics.DELIVERIES, new StringDeserializer(), new ByteArrayDeserializer());
        deadLetters =
                driver.createOutputTopic(Topics.DEAD_LETTERS, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void pipe(String value) {
        events.pipeInput(null, value.getBytes(UTF_8));
    }

    private void pipe(String value, String definitions) {
        Headers headers = new RecordHeaders().add("logcast_definitions", definitions.getBytes(UTF_8));
        events.pipeInput(new TestRecord<>(null, value.getBytes(UTF_8), headers, 7L));
    }

    /** The delivery on that page. */
    private static String readme(String file) throws Exception {
        String page = Files.readString(Path.of(file));
        Matcher found = Pattern.compile("```record\n(topic   logcast.deliveries\n.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String text(String topic, TestRecord<String, byte[]> written) {
        StringBuilder text = new StringBuilder("topic   " + topic + "\nkey     " + written.key() + "\n");
        for (Header header : written.headers()) {
            text.append("header  ")
                    .append(header.key())
                    .append(": ")
                    .append(new String(header.value(), UTF_8))
                    .append('\n');
        }
        return text.append("value   ")
                .append(new String(written.value(), UTF_8))
                .append('\n')
                .toString();
    }

    private static String value(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }
}
