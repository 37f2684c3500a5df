package io.insula.egress;

import io.insula.egress.EgressException.Reason;
import io.insula.telemetry.Activity;
import io.insula.telemetry.Measure;
import io.insula.telemetry.Telemetry;
import io.insula.telemetry.TraceParent;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls other servers: under the policy, within the limits, without following redirects, keeping cookies, asking proxies
 * or trying again. Every method fails with {@link EgressException}.
 *
 * <p>It blocks its thread, so it is never called inside a transaction. Outside a container: construct, {@link #open()},
 * {@link #close()}.
 */
@ApplicationScoped
public class EgressClient implements AutoCloseable {

    private static final Logger LOG = System.getLogger(EgressClient.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final EgressPolicy policy;
    private final EgressConfiguration configuration;
    private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
    private volatile Open open;
    private Telemetry telemetry = new Telemetry();

    /** With the default settings; also what the container's proxy is made with. */
    public EgressClient() {
        this(new EgressPolicy(), EgressConfiguration.allowing("none"));
    }

    @Inject
    public EgressClient(EgressPolicy policy, EgressConfiguration configuration) {
        this.policy = policy;
        this.configuration = configuration;
    }

    /** Notes its doings there; outside a container nowhere. */
    @Inject
    void noteIn(Telemetry place) {
        telemetry = place;
    }

    private record Open(CloseableHttpClient plain, CloseableHttpClient encrypted, Duration patience, Thread watch) {}

    /** Makes ready to call; a second call changes nothing. */
    @PostConstruct
    public synchronized void open() {
        if (open != null) {
            return;
        }
        Thread watch = new Thread(this::watch, "insula-egress-watch");
        watch.setDaemon(true);
        watch.start();
        open = new Open(
                Connections.policed(policy, true, configuration),
                Connections.policed(policy, false, configuration),
                configuration.connectTimeout(),
                watch);
    }

    private void watch() {
        try {
            while (true) {
                running.forEach(Exchange::look);
                Thread.sleep(LOOK_EVERY.toMillis());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the call and returns the whole answer, whatever its status. */
    public EgressAnswer send(EgressRequest request) {
        return stream(
                request,
                () -> false,
                (head, body) -> head.withText(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
    }

    /**
     * Makes the call and reads the answer while it arrives.
     *
     * @param gone whether nobody waits for it any more; asked several times a second, from another thread too
     */
    public <T> T stream(EgressRequest request, BooleanSupplier gone, EgressReader<T> reader) {
        HttpUriRequestBase call = call(request);
        long began = System.nanoTime();
        String outcome = "FAILED";
        try (Activity activity = telemetry.call("egress " + call.getMethod())) {
            TraceParent step = telemetry.whereabouts().now().step();
            if (step != null) {
                call.setHeader(TraceParent.HEADER, step.toString());
            }
            try {
                T answer = watched(request, gone, call, reader);
                outcome = "ANSWERED";
                return answer;
            } catch (EgressException e) {
                outcome = e.reason().name();
                activity.fail(outcome);
                throw e;
            }
        } finally {
            telemetry.note(Measure.EGRESS, began, "outcome", outcome);
        }
    }

    private <T> T watched(
            EgressRequest request, BooleanSupplier gone, HttpUriRequestBase call, EgressReader<T> reader) {
        Exchange exchange = new Exchange(call, request.limits(), gone);
        running.add(exchange);
        try {
            return run(request, call, exchange, reader);
        } catch (IOException e) {
            throw failure(request, exchange, e);
        } finally {
            running.remove(exchange);
        }
    }

    private <T> T run(EgressRequest request, HttpUriRequestBase call, Exchange exchange, EgressReader<T> reader)
            throws IOException {
        Open current = open;
        if (current == null) {
            throw new IllegalStateException("The client is not open");
        }
        call.setConfig(within(request.limits(), current.patience()));
        boolean plain = request.address().getScheme().equalsIgnoreCase("http");
        CloseableHttpClient client = plain ? current.plain() : current.encrypted();
        ClassicHttpResponse response =
                client.executeOpen(HttpHost.create(request.address()), call, HttpClientContext.create());
        try {
            InputStream body = response.getEntity() == null
                    ? InputStream.nullInputStream()
                    : response.getEntity().getContent();
            return reader.read(head(response), exchange.watched(body));
        } finally {
            leave(response, call, exchange);
        }
    }

    private static void leave(ClassicHttpResponse response, HttpUriRequestBase call, Exchange exchange) {
        if (!exchange.ended()) {
            // Closing alone would first read the rest of the answer, which may have no end.
            call.cancel();
        }
        try {
            response.close();
        } catch (IOException unread) {
            LOG.log(Level.DEBUG, "A connection was closed before its answer had ended");
        }
    }

    private static HttpUriRequestBase call(EgressRequest request) {
        HttpUriRequestBase call =
                request.body() == null ? new HttpGet(request.address()) : new HttpPost(request.address());
        if (request.body() != null) {
            call.setEntity(new StringEntity(request.body(), ContentType.APPLICATION_JSON));
        }
        request.headers().forEach(call::setHeader);
        return call;
    }

    private static RequestConfig within(EgressLimits limits, Duration patience) {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(patience))
                .setResponseTimeout(Timeout.of(limits.read()))
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private static EgressAnswer head(ClassicHttpResponse response) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        return new EgressAnswer(response.getCode(), headers, "");
    }

    private static EgressException failure(EgressRequest request, Exchange exchange, IOException thrown) {
        String host = request.address().getHost();
        if (exchange.broken() != null) {
            return new EgressException(exchange.broken(), "The call to " + host + " was broken off", thrown);
        }
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof EgressException known) {
                return known;
            }
        }
        if (Connections.isUnreachable(thrown)) {
            return new EgressException(Reason.UNREACHABLE, host + " cannot be reached", thrown);
        }
        if (thrown instanceof SocketTimeoutException) {
            return new EgressException(Reason.TIMEOUT, host + " took too long to answer", thrown);
        }
        return new EgressException(Reason.CUT, "The answer of " + host + " broke off", thrown);
    }

    /** Breaks off what is under way. */
    @Override
    @PreDestroy
    public synchronized void close() {
        Open last = open;
        if (last != null) {
            open = null;
            last.watch().interrupt();
            running.forEach(exchange -> exchange.breakOff(Reason.CANCELLED));
            last.plain().close(CloseMode.IMMEDIATE);
            last.encrypted().close(CloseMode.IMMEDIATE);
        }
    }
}
