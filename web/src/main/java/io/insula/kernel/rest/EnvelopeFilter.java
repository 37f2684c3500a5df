package io.insula.kernel.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Puts what a {@link MuxiRoute} returns into the MUXI envelope while it is written, so that nothing is copied. */
@Provider
@Priority(4000)
public class EnvelopeFilter implements ContainerResponseFilter, WriterInterceptor {

    private static final int ACCEPTED = 202;

    private final Clock clock = Clock.systemUTC();

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        MuxiRoute route = MatchedRoute.muxi(resource);
        boolean done = request.getProperty(RequestProperties.VERBATIM) != null;
        if (done || route == null || !answer.hasEntity() || answer.getStatus() >= 300) {
            return;
        }
        if (MediaType.APPLICATION_JSON_TYPE.isCompatible(answer.getMediaType())) {
            request.setProperty(
                    RequestProperties.ENVELOPE, Envelope.of(request, clock).open(route.object(), type(route, answer)));
        }
    }

    /** What was only taken on has not come to what the route usually comes to. */
    private static String type(MuxiRoute route, ContainerResponseContext answer) {
        return answer.getStatus() == ACCEPTED ? route.object() + ".accepted" : route.type();
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        if (!(context.getProperty(RequestProperties.ENVELOPE) instanceof String opening)) {
            context.proceed();
            return;
        }
        context.removeProperty(RequestProperties.ENVELOPE);
        OutputStream wire = context.getOutputStream();
        wire.write(opening.getBytes(StandardCharsets.UTF_8));
        context.setOutputStream(new Unclosed(wire));
        context.proceed();
        context.setOutputStream(wire);
        wire.write(Envelope.close().getBytes(StandardCharsets.UTF_8));
    }

    /** Some JSON writers close or flush what they are given, but the envelope still has to be closed behind them. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream wire) {
            super(wire);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void flush() {
            // The end is not written yet: an early flush would commit the headers without a length.
        }

        @Override
        public void close() {
            // The server closes its stream itself.
        }
    }
}
