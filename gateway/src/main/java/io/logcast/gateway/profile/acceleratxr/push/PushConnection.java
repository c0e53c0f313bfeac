package io.logcast.gateway.profile.acceleratxr.push;

import io.logcast.gateway.admission.Admissions;
import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.LaggingPolicy;
import io.logcast.gateway.fanout.Outlet;
import io.logcast.gateway.fanout.Subscriber;
import io.logcast.gateway.replay.Start;
import io.logcast.gateway.replay.StartPoint;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.websocket.WebSocketLink;
import io.logcast.node.http.Caller;
import io.logcast.node.http.Refusals;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client: it logs in, by the token of its handshake or with its first message, and is a subscriber of the log from then on.
 * When its channels change, it is taken out where it is and let in again there. One message is dealt with at a time. Confined
 * to the event loop of its connection.
 */
final class PushConnection implements WebSocketLink.User, Outlet {

    private static final Logger LOG = LoggerFactory.getLogger(PushConnection.class);

    private static final int NOT_NOW = 503;

    private final PushHouse house;
    private String token;
    private WebSocketLink link;
    private Future<?> patience;
    private PushStay stay;
    private Tail tail;
    private Subscriber subscriber;
    /** The next message is asked for when the last answer has left. */
    private boolean full;

    private boolean ended;

    /** @param token of the handshake */
    PushConnection(PushHouse house, Optional<String> token) {
        this.house = house;
        this.token = token.orElse(null);
    }

    @Override
    public void opened(WebSocketLink opened) {
        link = opened;
        if (token == null) {
            awaitLogin();
        } else {
            bePatient();
            identify(token, PushRequest.none());
            token = null;
        }
    }

    @Override
    public void text(byte[] utf8) {
        PushRequest request = PushRequest.read(utf8);
        if (stay == null) {
            login(request);
            return;
        }
        switch (request.type()) {
            case PushRequest.SUBSCRIBE ->
                request.channels()
                        .ifPresentOrElse(wanted -> subscribeIfFew(request, wanted), () -> refuseData(request));
            case PushRequest.UNSUBSCRIBE ->
                request.channels()
                        .ifPresentOrElse(unwanted -> unsubscribe(request, unwanted), () -> refuseData(request));
            default -> refuse(request, "type must be SUBSCRIBE or UNSUBSCRIBE");
        }
    }

    @Override
    public void binary() {
        if (stay == null) {
            login(PushRequest.none());
        } else {
            refuse(PushRequest.none(), "a message must be a text");
        }
    }

    @Override
    public void drained() {
        if (subscriber != null && !subscriber.isClosed()) {
            subscriber.advance();
        }
        if (full) {
            next();
        }
    }

    @Override
    public void gone() {
        leave();
    }

    @Override
    public boolean isWritable() {
        return link.isWritable();
    }

    @Override
    public void send(ByteBuf batch) {
        link.send(batch);
    }

    @Override
    public void later(Runnable task) {
        link.loop().execute(task);
    }

    /** The closing frame was the last of the frames. */
    @Override
    public void end(CloseReason reason) {
        leave();
        link.awaitAnswer();
    }

    /** Not only until the client has spoken: what looks at its token may never answer. */
    private void bePatient() {
        long millis = house.settings().loginTimeout().toMillis();
        patience = link.loop()
                .schedule(
                        () -> close(WebSocketCloseStatus.PROTOCOL_ERROR, PushAnswer.UNAUTHENTICATED),
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    private void awaitLogin() {
        bePatient();
        next();
    }

    private void login(PushRequest request) {
        if (request.type().equals(PushRequest.LOGIN)) {
            identify(request.data().asText(), request);
        } else {
            close(WebSocketCloseStatus.PROTOCOL_ERROR, PushAnswer.INVALID);
        }
    }

    /** @param asked by which message; none: by the handshake, whose answer has been given */
    private void identify(String shown, PushRequest asked) {
        house.tokens().callerOf(shown).thenAccept(caller -> unlessEnded(() -> identified(caller, asked)));
    }

    private void identified(Optional<Caller> caller, PushRequest asked) {
        boolean answers = asked.type().equals(PushRequest.LOGIN);
        if (caller.isPresent()) {
            patience.cancel(false);
            if (!answers || goesOnAfter(PushAnswer.loggedIn(asked.id()))) {
                begin(caller.get());
            }
        } else if (answers) {
            link.sendText(PushAnswer.notLoggedIn(asked.id()));
            close(WebSocketCloseStatus.PROTOCOL_ERROR, PushAnswer.UNAUTHENTICATED);
        } else {
            // A page whose cookie has expired may have a new token.
            patience.cancel(false);
            awaitLogin();
        }
    }

    private void begin(Caller caller) {
        PushStay.begin(house, caller)
                .ifPresentOrElse(this::enter, () -> close(WebSocketCloseStatus.POLICY_VIOLATION, PushAnswer.TOO_MANY));
    }

    /** The place in the log comes last: whatever is published when the client knows of its channel is sent. */
    private void enter(PushStay begun) {
        stay = begun;
        stay.hearOwn()
                .thenComposeAsync(
                        heard -> house.admissions()
                                .open(begun.subscription(), new StartPoint.Latest(), LaggingPolicy.LAG, null),
                        link.loop())
                .whenComplete((admission, failure) -> unlessEnded(() -> entered(admission, failure)));
    }

    private void entered(Admission admission, Throwable failure) {
        if (failure != null) {
            boolean mayTryAgain = Refusals.of(failure).status() == NOT_NOW;
            close(
                    mayTryAgain ? WebSocketCloseStatus.TRY_AGAIN_LATER : WebSocketCloseStatus.INTERNAL_SERVER_ERROR,
                    mayTryAgain ? "The log cannot be read now." : "");
            return;
        }
        tail = admission.tail();
        byte[] own =
                PushAnswer.subscribed(PushAnswer.UNASKED, List.of(stay.caller().subject()));
        if (goesOnAfter(own)) {
            listen(admission.start());
            next();
        }
    }

    /** There is no need to look at each of thousands: no user has so many. */
    private void subscribeIfFew(PushRequest request, Set<String> wanted) {
        int most = house.settings().maxSubscriptions();
        if (wanted.size() > most) {
            refuse(request, "data must have at most " + most + " channels");
        } else {
            subscribe(request, wanted);
        }
    }

    private void subscribe(PushRequest request, Set<String> wanted) {
        stay.subscribe(wanted)
                .thenAccept(granted -> unlessEnded(() -> {
                    // The answer first: what the channel has comes behind it.
                    if (goesOnAfter(PushAnswer.subscribed(request.id(), granted))) {
                        listen(subscriber.leave());
                        next();
                    }
                }));
    }

    private void unsubscribe(PushRequest request, Set<String> unwanted) {
        stay.unsubscribe(unwanted);
        listen(subscriber.leave());
        link.sendText(PushAnswer.unsubscribed(request.id(), unwanted));
        next();
    }

    private void refuseData(PushRequest request) {
        refuse(request, "data must be a channel or a list of channels");
    }

    private void refuse(PushRequest request, String why) {
        link.sendText(PushAnswer.error(request.id(), why));
        next();
    }

    private void listen(Start start) {
        Admission admission = new Admission(
                tail, stay.subscription(), start, LaggingPolicy.LAG, Admissions.lifetime(Optional.of(stay.caller())));
        subscriber = house.fanout().admit(link.loop(), admission, PushEncoder.ONE, this);
        if (!subscriber.isClosed()) {
            subscriber.begin(start);
        }
    }

    /** A connection that turns out to be broken ends within the sending, and whatever began after that would have no end. */
    private boolean goesOnAfter(byte[] answer) {
        link.sendText(answer);
        return !ended;
    }

    /** Who does not take the answers is not asked for more questions. */
    private void next() {
        full = !link.isWritable();
        if (!full && !ended) {
            link.askForNext();
        }
    }

    private void unlessEnded(Runnable task) {
        later(() -> {
            try {
                if (!ended) {
                    task.run();
                }
            } catch (RuntimeException e) {
                LOG.error("A message of a client could not be dealt with", e);
                close(WebSocketCloseStatus.INTERNAL_SERVER_ERROR, "");
            }
        });
    }

    private void close(WebSocketCloseStatus status, String reason) {
        leave();
        link.close(status, reason);
    }

    private void leave() {
        if (ended) {
            return;
        }
        ended = true;
        if (patience != null) {
            patience.cancel(false);
        }
        if (subscriber != null) {
            subscriber.close(CloseReason.CLIENT_GONE);
        }
        if (stay != null) {
            stay.end();
        }
    }
}
