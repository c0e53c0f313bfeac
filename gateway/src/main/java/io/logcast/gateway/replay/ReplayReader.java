package io.logcast.gateway.replay;

import io.logcast.gateway.tail.DeliveryConsumer;
import io.logcast.node.broker.KafkaSettings;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One replay thread: takes a request, reads, answers. Its consumer is made by the first request and stays. */
final class ReplayReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayReader.class);

    private final String name;
    private final KafkaSettings kafka;
    private final BlockingQueue<ReplayRequest<?>> requests;
    private final Thread thread;
    private LogReading reading;

    ReplayReader(int number, KafkaSettings kafka, BlockingQueue<ReplayRequest<?>> requests) {
        this.name = "logcast-replay-" + number;
        this.kafka = kafka;
        this.requests = requests;
        this.thread = new Thread(this::run, name);
    }

    void start() {
        thread.start();
    }

    /** An interrupt, because the thread may sleep in Kafka as well as at the queue. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private void run() {
        try {
            while (true) {
                answer(requests.take());
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("{} stops", name);
        } finally {
            Thread.interrupted();
            forget();
            requests.forEach(request -> request.refuse(new CancellationException("the gateway stops")));
        }
    }

    private void answer(ReplayRequest<?> request) {
        try {
            if (reading == null) {
                reading = new LogReading(DeliveryConsumer.create(kafka.client(name)));
            }
        } catch (KafkaException e) {
            request.refuse(e);
            return;
        }
        request.run(reading);
    }

    private void forget() {
        if (reading != null) {
            reading.close();
            reading = null;
        }
    }
}
