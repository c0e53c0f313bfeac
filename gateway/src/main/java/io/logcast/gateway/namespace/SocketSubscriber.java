package io.logcast.gateway.namespace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.gateway.admission.Admissions;
import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.LaggingPolicy;
import io.logcast.gateway.fanout.Outlet;
import io.logcast.gateway.fanout.Subscriber;
import io.logcast.gateway.replay.Start;
import io.logcast.gateway.socketio.Acknowledgement;
import io.logcast.gateway.socketio.ClientSocket;
import io.logcast.gateway.socketio.DisconnectReason;
import io.logcast.gateway.socketio.SocketListener;
import io.logcast.gateway.tail.Tail;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A socket as a subscriber of the log: what its channels have is written to it at its own position. When its rooms or its
 * wire change, it is taken out where it is and let in again there.
 *
 * <p>A new session is told CONNECT first, and then hears what comes. One that goes on hears what it has missed first, and
 * CONNECT when it has all of that; what has come meanwhile follows. Confined to the socket's event loop.
 */
final class SocketSubscriber implements SocketListener, Outlet {

    /** The ledger forgets what it is not told again within an hour. */
    private static final long NOTE_AGAIN_MINUTES = 20;

    private final Hosting hosting;
    private final Guest guest;
    private final Seat seat;
    private Beginning beginning;
    private Tail tail;
    private ClientSocket socket;
    private SocketEncoder encoder;
    private Subscriber subscriber;
    private String pid;
    private ScheduledFuture<?> notes;

    SocketSubscriber(Hosting hosting, Stay stay) {
        this.hosting = hosting;
        this.guest = stay.guest();
        this.beginning = stay.beginning();
        this.seat = stay.beginning().seat();
    }

    @Override
    public void admitted(ClientSocket admitted) {
        Beginning how = beginning;
        // It would be kept for as long as the socket.
        beginning = null;
        socket = admitted;
        socket.join(how.rooms());
        if (how.recovered() != null) {
            pid = how.recovered().pid();
        } else {
            pid = seat == null ? null : hosting.recovery().pid(seat, socket.id(), guest, how.start());
            socket.confirm(pid);
        }
        if (socket.isGone()) {
            // A connection that turns out to be broken ends within the sending, and whatever began after that would
            // have no end.
            return;
        }
        tail = how.tail();
        listen(how.start());
        if (seat != null) {
            seat.whenLost(() -> socket.loop().execute(socket::drop));
        }
    }

    @Override
    public void event(ClientSocket from, ArrayNode event, Acknowledgement ack) {
        if (guest.takesPart()) {
            NamespaceRule rule = guest.rule();
            hosting.events().published(guest.caller().get(), rule.tenant(), rule.name(), event, ack);
        } else {
            String why = guest.caller().isEmpty()
                    ? "this may not be emitted without a token"
                    : "nothing may be emitted here";
            ClientEvents.refuse(ack, "not-allowed", why);
        }
    }

    @Override
    public void writable(ClientSocket same) {
        if (subscriber == null || subscriber.isClosed()) {
            return;
        }
        if (encoder.isFor(socket)) {
            subscriber.advance();
        } else {
            listenAnew();
        }
    }

    @Override
    public void roomsChanged(ClientSocket same) {
        if (subscriber != null && !subscriber.isClosed()) {
            listenAnew();
            noteRooms();
        }
    }

    /** Where the client is, whatever it is sent past the log; null for one that cannot come back. */
    @Override
    public String offset(ClientSocket same) {
        return pid == null || subscriber == null ? null : subscriber.standing();
    }

    @Override
    public boolean isReachable() {
        return guest.takesPart();
    }

    @Override
    public void abandoned() {
        if (seat != null) {
            hosting.recovery().leave(seat, false);
        }
    }

    @Override
    public void left(ClientSocket same, DisconnectReason reason) {
        if (subscriber != null) {
            subscriber.close(CloseReason.CLIENT_GONE);
        }
        if (notes != null) {
            notes.cancel(false);
        }
        if (seat != null) {
            hosting.recovery().leave(seat, !reason.isRecoverable());
        }
    }

    @Override
    public boolean isWritable() {
        return socket.isWritable() && encoder.isFor(socket);
    }

    @Override
    public void send(ByteBuf batch) {
        socket.sendFrames(batch);
    }

    @Override
    public void later(Runnable task) {
        socket.loop().execute(task);
    }

    @Override
    public void backlogSent() {
        if (!socket.isConfirmed()) {
            socket.confirm(pid);
        }
    }

    /** Later: other sockets of the connection end with it, and one of them may be in the middle of its work. */
    @Override
    public void end(CloseReason reason) {
        later(() -> {
            if (reason.reconnect()) {
                socket.drop();
            } else {
                socket.disconnect(false);
            }
        });
    }

    private void listenAnew() {
        listen(subscriber.leave());
    }

    private void listen(Start start) {
        encoder = SocketEncoder.of(socket, guest.manner());
        Admission admission = new Admission(
                tail,
                guest.subscription(socket.rooms()),
                start,
                LaggingPolicy.LAG,
                Admissions.lifetime(guest.caller()));
        subscriber = hosting.fanout().admit(socket.loop(), admission, encoder, this);
        if (!subscriber.isClosed()) {
            subscriber.begin(start);
        }
    }

    private void noteRooms() {
        if (seat == null || socket.isGone()) {
            return;
        }
        hosting.recovery().rooms(seat, socket.rooms());
        if (notes == null) {
            notes = socket.loop()
                    .scheduleAtFixedRate(this::noteRooms, NOTE_AGAIN_MINUTES, NOTE_AGAIN_MINUTES, TimeUnit.MINUTES);
        }
    }
}
