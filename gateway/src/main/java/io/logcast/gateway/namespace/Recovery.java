package io.logcast.gateway.namespace;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.logcast.cursor.Cursor;
import io.logcast.cursor.MalformedCursor;
import io.logcast.gateway.admission.Admissions;
import io.logcast.gateway.ledger.SessionLedger;
import io.logcast.gateway.replay.Start;
import io.logcast.gateway.replay.StartPoint;
import io.logcast.gateway.socketio.ConnectRequest;
import io.logcast.gateway.tail.Tail;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Finds out whether a client goes on with an earlier session, and where. It does when it shows a {@link Pid} of ours that is
 * its own, the log still has what it has missed, and nobody else takes the session at the same time.
 */
public final class Recovery {

    private final Admissions admissions;
    private final SessionLedger ledger;
    private final Seats seats;
    private final PidKey key;

    public Recovery(Admissions admissions, SessionLedger ledger, PidKey key) {
        this.admissions = admissions;
        this.ledger = ledger;
        this.seats = new Seats(ledger);
        this.key = key;
    }

    /** Fails with what will pass: the log or the ledger does not answer. */
    CompletionStage<Beginning> begin(ConnectRequest request, Guest guest) {
        Tail tail = admissions.tail();
        Set<Integer> partitions = guest.subscription(Set.of()).partitions(tail.lanes());
        Optional<Pid> pid = Optional.ofNullable(request.pid())
                .flatMap(text -> Pid.verified(text, key))
                .filter(known -> guest.manner().comesBack() && known.isOf(guest));
        Optional<Cursor> place =
                pid.flatMap(known -> place(known, request.offset())).filter(at -> isComplete(at, tail, partitions));
        return place.isEmpty()
                ? anew(request, guest, tail, partitions)
                : admissions
                        .start(new StartPoint.After(place.get(), new StartPoint.Earliest()), tail, partitions)
                        .thenCompose(start -> start.gaps().isEmpty()
                                ? claim(request, guest, tail, pid.get(), start)
                                : completedFuture(fresh(request, guest, tail, start)));
    }

    private Seat seat(String session) {
        Seat seat = new Seat(session);
        seats.enter(seat);
        return seat;
    }

    /** What the client has to keep of a session that began with that. */
    String pid(Seat seat, String socket, Guest guest, Start start) {
        return new Pid(seat.session(), socket, guest.rule().name(), guest.rule().tenant(), guest.subject(), start.at())
                .signed(key);
    }

    /** It is in other rooms now. */
    void rooms(Seat seat, Set<String> rooms) {
        if (!seat.isLost()) {
            ledger.rooms(seat.session(), rooms);
        }
    }

    /** @param forGood whether it cannot be recovered any more */
    void leave(Seat seat, boolean forGood) {
        seats.leave(seat);
        if (seat.isLost()) {
            return;
        }
        if (forGood) {
            ledger.over(seat.session());
        } else {
            ledger.left(seat.session());
        }
    }

    /** Who has got no event yet has no offset, and goes on from where it connected. */
    private static Optional<Cursor> place(Pid pid, String offset) {
        try {
            return Optional.of(offset == null ? pid.connected() : Cursor.parse(offset));
        } catch (MalformedCursor e) {
            return Optional.empty();
        }
    }

    /** A place of an earlier epoch is told as a gap; one of this epoch that is not of these partitions is nobody's. */
    private static boolean isComplete(Cursor at, Tail tail, Set<Integer> partitions) {
        return !at.epoch().equals(tail.epoch()) || at.positions().keySet().equals(partitions);
    }

    private CompletionStage<Beginning> anew(ConnectRequest request, Guest guest, Tail tail, Set<Integer> partitions) {
        return admissions
                .start(new StartPoint.Latest(), tail, partitions)
                .thenApply(start -> fresh(request, guest, tail, start));
    }

    private Beginning fresh(ConnectRequest request, Guest guest, Tail tail, Start start) {
        // Clients of Engine.IO 3 know nothing of recovery.
        boolean comesBack = guest.manner().comesBack() && request.handshake().protocol() != 3;
        Seat seat = comesBack ? seat(Pid.newSession()) : null;
        return new Beginning(tail, start, seat, null, guest.roomsOnConnect());
    }

    /** The seat is taken on the ledger's thread, right behind the claim that won it, so that it hears of each later claim and of no earlier one. */
    private CompletionStage<Beginning> claim(ConnectRequest request, Guest guest, Tail tail, Pid pid, Start start) {
        return ledger.claim(pid.session())
                .thenApply(claim -> claim instanceof SessionLedger.Claim.Won won
                        ? Optional.of(recovered(request, guest, tail, pid, start, won.rooms()))
                        : Optional.<Beginning>empty())
                .exceptionally(failure -> {
                    throw new Unanswered(failure);
                })
                .thenCompose(beginning -> beginning.isPresent()
                        ? completedFuture(beginning.get())
                        : anew(request, guest, tail, start.at().positions().keySet()));
    }

    /** @param noted all the rooms that it was in, if others had put it into some */
    private Beginning recovered(
            ConnectRequest request, Guest guest, Tail tail, Pid pid, Start start, Set<String> noted) {
        return new Beginning(
                tail,
                start,
                seat(pid.session()),
                new Beginning.Recovered(request.pid(), pid.socket()),
                noted.isEmpty() ? guest.roomsOnConnect() : noted);
    }
}
