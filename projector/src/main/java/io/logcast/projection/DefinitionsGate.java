package io.logcast.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.field.InvalidField;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an event pass when the definitions that its publisher already saw are known here too. Without it, an event
 * published right after {@code PUT /v1/streams/x} could be projected as if there were no stream x.
 *
 * <p>Any thread. One for all tasks, and for those that come after a failure: each with a memory of its own would wait once
 * more, and together they would outlast the transaction, again and again.
 */
final class DefinitionsGate {

    static final String HEADER = "logcast_definitions";

    /** Shorter than the transaction timeout: waiting longer would fence the very transaction that waits. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionsGate.class);
    private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");

    private final Definitions definitions;
    private final AtomicReference<InVain> inVain = new AtomicReference<>(new InVain(Long.MIN_VALUE, 0));

    /**
     * Waiting was in vain: until the definitions move, nobody waits for that again.
     *
     * @param stuckAt where the definitions stood
     * @param hopeless the least position that was waited for. One absurd header must not let the others pass too early
     */
    private record InVain(long stuckAt, long hopeless) {

        boolean covers(long wanted, long position) {
            return position == stuckAt && wanted >= hopeless;
        }

        InVain and(InVain next) {
            return next.stuckAt == stuckAt ? new InVain(stuckAt, Math.min(hopeless, next.hopeless)) : next;
        }
    }

    DefinitionsGate(Definitions definitions) {
        this.definitions = definitions;
    }

    /** @throws InvalidField if the header is there and is no offset */
    void await(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header != null) {
            await(offset(header));
        }
    }

    private void await(long wanted) {
        long position = definitions.position();
        if (position >= wanted || inVain.get().covers(wanted, position)) {
            return;
        }
        try {
            if (!definitions.awaitPosition(wanted, PATIENCE)) {
                giveUp(wanted);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void giveUp(long wanted) {
        long stuckAt = definitions.position();
        if (stuckAt >= wanted) {
            // It has come all the same, just now.
            return;
        }
        inVain.accumulateAndGet(new InVain(stuckAt, wanted), InVain::and);
        LOG.warn(
                "An event was published with definitions up to {}, known here up to {}: projecting with those.",
                wanted,
                stuckAt);
    }

    private static long offset(Header header) {
        String text = header.value() == null ? "" : new String(header.value(), UTF_8);
        if (!OFFSET.matcher(text).matches()) {
            throw new InvalidField(HEADER, "must be an offset in decimal digits, at most 18");
        }
        return Long.parseLong(text);
    }
}
