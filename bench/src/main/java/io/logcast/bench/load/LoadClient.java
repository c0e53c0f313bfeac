package io.logcast.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The loop: connects, reads whatever there is into one buffer, counts, and obeys. Everything is on the thread that runs it. */
final class LoadClient {

    private static final int BUFFER = 256 * 1024;
    private static final int TICK_MILLIS = 20;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Queue<String> commands = new ConcurrentLinkedQueue<>();
    private final Tally tally = new Tally();
    private final Subscribers subscribers = new Subscribers();
    private final Connector connector;
    private final Subscriber[] all;
    private final Consumer<SelectionKey> ready = this::ready;
    private long coalesceNanos;
    private boolean stopped;

    LoadClient(LoadSettings settings) throws IOException {
        this.connector = new Connector(settings, selector, tally);
        this.coalesceNanos = settings.number("coalesce") * 1_000L;
        this.all = new Subscriber[settings.connections()];
        Protocol protocol = Protocol.of(settings);
        for (int i = 0; i < all.length; i++) {
            all[i] = new Subscriber(i, protocol, settings.numberOr("first", -1), tally, subscribers);
        }
    }

    /** By the reader of commands. */
    void command(String line) {
        commands.add(line);
        selector.wakeup();
    }

    void run() throws IOException {
        all(connector::add);
        while (!stopped) {
            connectSome();
            selector.select(ready, TICK_MILLIS);
            if (coalesceNanos > 0) {
                LockSupport.parkNanos(coalesceNanos);
            }
            obey();
        }
    }

    private void connectSome() {
        while (connector.isDue()) {
            Subscriber subscriber = connector.next();
            try {
                connector.connect(subscriber);
            } catch (IOException e) {
                fail(subscriber, e);
            }
        }
    }

    private void all(Consumer<Subscriber> action) {
        Arrays.stream(all).forEach(action);
    }

    /** As if it had never been connected. */
    private void renew(Subscriber subscriber) {
        if (subscriber.isOpen()) {
            subscribers.open--;
        }
        close(subscriber);
        subscriber.forget();
        connector.add(subscriber);
    }

    private void ready(SelectionKey key) {
        Subscriber subscriber = (Subscriber) key.attachment();
        try {
            if (key.isConnectable()) {
                subscriber.begin();
            } else {
                read(subscriber);
            }
        } catch (IOException | IllegalStateException e) {
            fail(subscriber, e);
        }
    }

    private void read(Subscriber subscriber) throws IOException {
        boolean before = subscriber.isOpen();
        boolean goesOn = subscriber.read(buffer);
        if (!before && subscriber.isOpen()) {
            subscribers.open++;
            subscribers.opened++;
            subscriber.accepted();
            connector.arrived();
        }
        if (!goesOn) {
            end(subscriber, true);
        }
    }

    private void fail(Subscriber subscriber, Exception cause) {
        subscribers.lastFailure = String.valueOf(cause.getMessage());
        end(subscriber, !(cause instanceof Dismissed));
    }

    private void end(Subscriber subscriber, boolean mayReturn) {
        boolean wasOpen = subscriber.isOpen();
        close(subscriber);
        if (wasOpen) {
            subscribers.open--;
            subscribers.closedByServer++;
        } else {
            connector.arrived();
            tally.attempts++;
        }
        boolean returns = mayReturn && connector.again(subscriber);
        if (!returns && (!wasOpen || !mayReturn)) {
            subscribers.failed++;
        }
    }

    private void close(Subscriber subscriber) {
        try {
            subscriber.closed();
        } catch (IOException e) {
            subscribers.lastFailure = String.valueOf(e.getMessage());
        }
    }

    private void obey() {
        for (String line = commands.poll(); line != null; line = commands.poll()) {
            String[] words = line.split(" ", -1);
            int number = words.length > 1 ? Integer.parseInt(words[1]) : 0;
            switch (words[0]) {
                case "peek" -> answer();
                case "snap" -> {
                    answer();
                    tally.reset();
                }
                case "coalesce" -> coalesceNanos = number * 1_000L;
                case "turn" -> connector.turnTo(number);
                case "pause" -> all(subscriber -> subscriber.pause(true));
                case "resume" -> all(subscriber -> subscriber.pause(false));
                case "hold" -> connector.hold(true);
                case "release" -> connector.hold(false);
                case "renew" -> all(this::renew);
                default -> stopped = true;
            }
        }
    }

    /** One line, so that whoever asked knows where the answer ends. */
    private void answer() {
        System.out.println(Reading.of(tally, subscribers, all[0].lastId()).toJson());
        System.out.flush();
    }
}
