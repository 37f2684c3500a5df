package io.insula.idempotency.rest;

import io.insula.idempotency.CurrentReservation;
import io.insula.idempotency.StoredAnswer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Keeps the answer of a request with a key before its first byte leaves, so that nobody ever saw an answer that a second
 * request does not get. What is streamed is kept by whoever streams it.
 */
@Provider
@ApplicationScoped
@Priority(3000)
public class IdempotencyAnswerFilter implements ContainerResponseFilter, WriterInterceptor {

    private static final String PENDING = "io.insula.idempotency.pending";

    @Inject
    CurrentReservation current;

    @Inject
    Settlement settlement;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        if (current.held().isEmpty() || current.isHandedOver()) {
            return;
        }
        int status = answer.getStatus();
        if (status >= 300) {
            settlement.failed(status);
            return;
        }
        String location = answer.getHeaderString("Location");
        if (answer.hasEntity()) {
            request.setProperty(
                    PENDING, new StoredAnswer(status, answer.getMediaType().toString(), location, null));
        } else {
            settlement.answered(new StoredAnswer(status, null, location, null));
        }
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        if (!(context.getProperty(PENDING) instanceof StoredAnswer pending)) {
            context.proceed();
            return;
        }
        context.removeProperty(PENDING);
        OutputStream wire = context.getOutputStream();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        context.setOutputStream(whole);
        context.proceed();
        context.setOutputStream(wire);
        settlement.answered(new StoredAnswer(
                pending.status(), pending.mediaType(), pending.location(), whole.toString(StandardCharsets.UTF_8)));
        whole.writeTo(wire);
    }
}
