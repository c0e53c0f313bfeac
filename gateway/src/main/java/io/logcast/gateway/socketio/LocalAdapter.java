package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.node.warning.Seldom;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** The sockets of this process. Each event loop keeps those that live on it; what is asked here is asked of all loops. */
public final class LocalAdapter implements Adapter {

    private static final Seldom SELDOM = new Seldom(LoggerFactory.getLogger(LocalAdapter.class));

    private final Duration ackTimeout;
    private final Map<EventLoop, LoopRooms> loops = new ConcurrentHashMap<>();
    private final Census census = new Census();
    private final RoomCensus roomCensus = new RoomCensus();
    private final AtomicLong ids = new AtomicLong();
    private final LongAdder encodes = new LongAdder();
    private final LongAdder recipients = new LongAdder();

    public LocalAdapter(SocketIoSettings settings) {
        this.ackTimeout = settings.ackTimeout();
    }

    /** How often an event of a broadcast has been encoded. */
    public LongAdder encodes() {
        return encodes;
    }

    /** How many sockets broadcasts were sent to, or are kept for. */
    public LongAdder recipients() {
        return recipients;
    }

    static void requireEvent(ArrayNode event) {
        if (!PacketRules.isEvent(event)) {
            throw new IllegalArgumentException("an event begins with its name, which must not be a reserved one");
        }
    }

    @Override
    public void broadcast(Selector to, ArrayNode event, Flags flags) {
        requireEvent(event);
        SharedPacket packet = new SharedPacket(to.namespace(), null, event, encodes);
        each(to.namespace(), rooms -> deliver(packet, rooms.select(to), flags.isVolatile()));
    }

    private void deliver(SharedPacket packet, List<NamespaceSocket> sockets, boolean isVolatile) {
        try (Delivery delivery = new Delivery(packet, isVolatile)) {
            sockets.forEach(delivery::to);
            recipients.add(delivery.recipients());
        } catch (RuntimeException e) {
            SELDOM.warn("An event could not be broadcast", e);
        }
    }

    @Override
    public void broadcastWithAck(Selector to, ArrayNode event, AckCollector answers) {
        requireEvent(event);
        long id = ids.getAndIncrement();
        SharedPacket packet = new SharedPacket(to.namespace(), id, event, encodes);
        List<LoopRooms> all = List.copyOf(loops.values());
        // One more than there are loops: that nobody is there has to be told, too.
        Survey survey = new Survey(all.size() + 1, answers);
        for (LoopRooms rooms : all) {
            if (!Loops.later(rooms.loop(), () -> ask(packet, id, rooms.select(to), rooms.loop(), survey))) {
                survey.asked(0);
            }
        }
        survey.asked(0);
    }

    private void ask(SharedPacket packet, long id, List<NamespaceSocket> sockets, EventLoop loop, Survey survey) {
        sockets.forEach(socket -> socket.ask(id, survey::answered));
        survey.asked(sockets.size());
        deliver(packet, sockets, false);
        if (!sockets.isEmpty()) {
            Runnable enough = () -> sockets.forEach(socket -> socket.stopAsking(id));
            loop.schedule(enough, ackTimeout.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void join(Selector which, Set<String> rooms) {
        change(which, Set.copyOf(rooms), Set.of());
    }

    @Override
    public void leave(Selector which, Set<String> rooms) {
        change(which, Set.of(), Set.copyOf(rooms));
    }

    private void change(Selector which, Set<String> joined, Set<String> left) {
        eachSocket(which, socket -> {
            if (socket.change(joined, left)) {
                socket.roomsChanged();
            }
        });
    }

    @Override
    public void disconnect(Selector which, boolean transport) {
        eachSocket(which, socket -> socket.disconnect(transport));
    }

    @Override
    public CompletionStage<List<SocketInfo>> fetch(Selector which) {
        return gather(rooms -> infos(rooms.select(which)), List.of(), LocalAdapter::concatenated);
    }

    @Override
    public CompletionStage<Set<String>> rooms(String namespace) {
        return gather(rooms -> rooms.rooms(namespace), Set.of(), LocalAdapter::united);
    }

    @Override
    public Collection<String> namespaces() {
        return census.open();
    }

    @Override
    public void onNamespaces(NamespaceWatcher watcher) {
        census.watch(watcher);
    }

    @Override
    public void onRooms(String namespace, RoomWatcher watcher) {
        roomCensus.watch(namespace, watcher);
    }

    Collection<LoopRooms> loops() {
        return loops.values();
    }

    void enter(NamespaceSocket socket) {
        loops.computeIfAbsent(socket.loop(), loop -> new LoopRooms(loop, roomCensus))
                .enter(socket);
        census.enter(socket.namespace());
    }

    void leave(NamespaceSocket socket) {
        loops.get(socket.loop()).leave(socket);
        census.leave(socket.namespace());
    }

    void moved(NamespaceSocket socket, Set<String> before) {
        loops.get(socket.loop()).moved(socket, before);
    }

    private void eachSocket(Selector which, Consumer<NamespaceSocket> what) {
        each(which.namespace(), rooms -> rooms.select(which).forEach(what));
    }

    /** Always later, also on the same loop: what is asked in turn is done in turn. */
    private void each(String namespace, Consumer<LoopRooms> what) {
        if (census.isOpen(namespace)) {
            loops.values().forEach(rooms -> Loops.later(rooms.loop(), () -> what.accept(rooms)));
        }
    }

    /** @param none what a loop says that has ended */
    private <T> CompletionStage<T> gather(Function<LoopRooms, T> ask, T none, BinaryOperator<T> join) {
        CompletionStage<T> all = CompletableFuture.completedFuture(none);
        for (LoopRooms rooms : loops.values()) {
            all = all.thenCombine(answer(rooms, ask, none), join);
        }
        return all;
    }

    private static <T> CompletionStage<T> answer(LoopRooms rooms, Function<LoopRooms, T> ask, T none) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!Loops.later(rooms.loop(), () -> answer.complete(ask.apply(rooms)))) {
            answer.complete(none);
        }
        return answer;
    }

    private static List<SocketInfo> infos(List<NamespaceSocket> sockets) {
        return sockets.stream().map(NamespaceSocket::info).toList();
    }

    private static List<SocketInfo> concatenated(List<SocketInfo> some, List<SocketInfo> others) {
        List<SocketInfo> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static Set<String> united(Set<String> some, Set<String> others) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }
}
