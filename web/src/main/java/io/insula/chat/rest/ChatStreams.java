package io.insula.chat.rest;

import io.insula.access.Behalf;
import io.insula.access.Caller;
import io.insula.access.Resolution;
import io.insula.access.Standing;
import io.insula.chat.ChatService;
import io.insula.chat.NewMessage;
import io.insula.kernel.rest.Seats;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes answers on threads of their own, on behalf of whoever asked, while the request's thread writes them. */
@ApplicationScoped
public class ChatStreams {

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
        Resolution who = caller.resolution();
        String tenant = who.context().tenantId();
        seats.take(tenant);
        AnswerStream stream = new AnswerStream();
        try {
            makers.execute(() -> make(message, who, stream));
        } catch (RuntimeException e) {
            seats.leave(tenant);
            throw e;
        }
        return new StreamedAnswer(stream, standing, who.context(), configuration.beat());
    }

    private void make(NewMessage message, Resolution who, AnswerStream stream) {
        try {
            stream.finish(behalf.run(who, () -> chat.chat(message, stream)));
        } catch (Exception | LinkageError e) {
            stream.fail(e);
        } finally {
            seats.leave(who.context().tenantId());
        }
    }
}
