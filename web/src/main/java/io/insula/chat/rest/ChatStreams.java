package io.insula.chat.rest;

import io.insula.access.Behalf;
import io.insula.access.Caller;
import io.insula.access.Resolution;
import io.insula.access.Standing;
import io.insula.chat.ChatService;
import io.insula.chat.ChatTurn;
import io.insula.chat.NewMessage;
import io.insula.idempotency.CurrentReservation;
import io.insula.idempotency.Reservation;
import io.insula.idempotency.StoredAnswer;
import io.insula.idempotency.rest.Settlement;
import io.insula.kernel.rest.Enveloped;
import io.insula.kernel.rest.EventStream;
import io.insula.kernel.rest.Seats;
import io.insula.telemetry.Place;
import io.insula.telemetry.Whereabouts;
import io.insula.tenant.TenantContext;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes answers on threads of their own, on behalf of whoever asked, while the request's thread writes them. */
@ApplicationScoped
public class ChatStreams {

    private static final int OK = 200;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    ManagedThreadFactory threads;

    @Inject
    StreamConfiguration configuration;

    @Inject
    ChatService chat;

    @Inject
    Caller caller;

    @Inject
    Behalf behalf;

    @Inject
    Standing standing;

    @Inject
    CurrentReservation reservation;

    @Inject
    Settlement settlement;

    @Inject
    Whereabouts whereabouts;

    private ExecutorService makers;
    private Seats seats;

    @PostConstruct
    void open() {
        // The seats bound the threads; a pool of a fixed size would let the last one wait for a thread instead.
        makers = Executors.newCachedThreadPool(threads);
        seats = new Seats(configuration.perNode(), configuration.perTenant());
    }

    @PreDestroy
    void close() {
        makers.shutdownNow();
    }

    /** Begins to answer; the turn goes on by itself until it is done or the stream is left. */
    StreamedAnswer begin(NewMessage message) {
        standing.settle();
        Resolution who = caller.resolution();
        String tenant = who.context().tenantId();
        seats.take(tenant);
        AnswerStream stream = new AnswerStream();
        Reservation reserved = reservation.held().orElse(null);
        try {
            Place place = whereabouts.now();
            makers.execute(() -> make(new Order(message, who, reserved), place, stream));
            reservation.handOver();
        } catch (RuntimeException e) {
            seats.leave(tenant);
            throw e;
        }
        return new StreamedAnswer(stream, standing, message, who.context(), configuration.beat());
    }

    /** What is to be answered, for whom, and under which reservation; null for none. */
    private record Order(NewMessage message, Resolution who, Reservation reserved) {}

    private void make(Order order, Place place, AnswerStream stream) {
        try {
            whereabouts.enter(place);
            stream.finish(behalf.run(order.who(), () -> answer(order, stream)));
        } catch (Exception | LinkageError e) {
            stream.fail(e);
        } finally {
            whereabouts.leave();
            seats.leave(order.who().context().tenantId());
        }
    }

    /** The whole answer is kept for repetition before its end is told. */
    private ChatTurn answer(Order order, AnswerStream stream) {
        reservation.hold(order.reserved());
        try {
            ChatTurn turn = chat.chat(order.message(), stream);
            settlement.answered(kept(order, turn));
            return turn;
        } catch (RuntimeException e) {
            settlement.failed(EventStream.statusOf(e));
            throw e;
        }
    }

    private static StoredAnswer kept(Order order, ChatTurn turn) {
        TenantContext caller = order.who().context();
        String key = order.reserved() == null ? null : order.reserved().key();
        String data = EventStream.toJson(ChatAnswer.of(turn, order.message(), caller));
        return new StoredAnswer(
                OK,
                MediaType.APPLICATION_JSON,
                null,
                Enveloped.of("chat", "chat.completed", new Enveloped.Sent(caller.requestId(), key), data));
    }
}
