package io.logcast.projection.app;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka did not take a delivery or a dead letter. It is never left out: the projection stops, says which record it was,
 * and tries again from the last commit, for as long as it takes an operator to repair the topic.
 */
public final class RefusedBySink implements ProductionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedBySink.class);

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (!(exception instanceof RetriableException)) {
            LOG.error(
                    "{} does not take what the event at {}-{} becomes: {}",
                    record.topic(),
                    context.partition(),
                    context.offset(),
                    exception.getMessage());
        }
        return Response.fail();
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing to set.
    }
}
