package io.insula.telemetry;

import com.github.benmanes.caffeine.cache.Cache;
import insula.opentelemetry.api.trace.Span;
import insula.opentelemetry.api.trace.SpanBuilder;
import insula.opentelemetry.api.trace.SpanContext;
import insula.opentelemetry.api.trace.SpanKind;
import insula.opentelemetry.api.trace.TraceFlags;
import insula.opentelemetry.api.trace.TraceState;
import insula.opentelemetry.api.trace.Tracer;
import insula.opentelemetry.context.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.LongSupplier;

/**
 * Traces and metrics, for a collector that the operator names; without one, only a caller's trace is handed on. Whatever
 * happens to the collector, nothing here fails.
 */
@ApplicationScoped
public class Telemetry implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Telemetry.class.getName());
    private static final String SCOPE = "io.insula";

    private final TelemetryConfiguration configuration;
    private final Whereabouts whereabouts;
    private volatile Open open;

    /** One that sends nothing; also what the container's proxy is made with. */
    public Telemetry() {
        this(TelemetryConfiguration.defaults(), new Whereabouts());
    }

    @Inject
    Telemetry(TelemetryConfiguration configuration, Whereabouts whereabouts) {
        this.configuration = configuration;
        this.whereabouts = whereabouts;
    }

    private record Open(Exporters exporters, Tracer tracer, Instruments instruments) {}

    @PostConstruct
    void open() {
        if (configuration.sends()) {
            Exporters exporters = new Exporters(configuration);
            open = new Open(
                    exporters,
                    exporters.traces().get(SCOPE),
                    new Instruments(exporters.metrics().get(SCOPE), new TenantNames(configuration.tenants())));
            LOG.log(Level.INFO, "Traces and metrics go to {0}", configuration.endpoint());
        }
    }

    /** Wrong settings show at the start, not at the first request. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object start) {
        on();
    }

    /** Whether anything is sent. */
    public boolean on() {
        return open != null;
    }

    /**
     * A request begins.
     *
     * @param caller the step of the caller's trace; null for none
     */
    public Activity serve(TraceParent caller) {
        return begin("request", SpanKind.SERVER, caller);
    }

    /** A step within the house begins, of what the thread does already. */
    public Activity begin(String name) {
        return begin(name, SpanKind.INTERNAL, whereabouts.now().step());
    }

    /** A call to another server begins. */
    public Activity call(String name) {
        return begin(name, SpanKind.CLIENT, whereabouts.now().step());
    }

    private Activity begin(String name, SpanKind kind, TraceParent parent) {
        Open current = open;
        if (current == null) {
            return new Activity(Span.getInvalid(), whereabouts, parent);
        }
        SpanBuilder builder = current.tracer().spanBuilder(name).setSpanKind(kind);
        Context root = Context.root();
        builder.setParent(parent == null ? root : root.with(Span.wrap(context(parent, kind))));
        Span span = builder.startSpan();
        SpanContext begun = span.getSpanContext();
        return new Activity(
                span, whereabouts, new TraceParent(begun.getTraceId(), begun.getSpanId(), begun.isSampled()));
    }

    private static SpanContext context(TraceParent parent, SpanKind kind) {
        TraceFlags flags = parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return kind == SpanKind.SERVER
                ? SpanContext.createFromRemoteParent(parent.traceId(), parent.spanId(), flags, TraceState.getDefault())
                : SpanContext.create(parent.traceId(), parent.spanId(), flags, TraceState.getDefault());
    }

    /**
     * Something happened, and took so long where that is measured.
     *
     * @param began by {@link System#nanoTime()}
     * @param labels names and values in turn, of few different ones
     */
    public void note(Measure what, long began, String... labels) {
        Open current = open;
        if (current != null) {
            current.instruments().note(what, System.nanoTime() - began, whereabouts.now(), labels);
        }
    }

    /** Reads a number now and then, from now on. */
    public void watch(Gauge what, LongSupplier reading, String... labels) {
        Open current = open;
        if (current != null) {
            current.instruments().watch(what, reading, labels);
        }
    }

    /** Looks at a cache now and then, from now on. */
    public void watch(String name, Cache<?, ?> cache) {
        watch(Gauge.CACHE_SIZE, cache::estimatedSize, "cache", name);
        watch(Gauge.CACHE_HITS, () -> cache.stats().hitCount(), "cache", name);
        watch(Gauge.CACHE_MISSES, () -> cache.stats().missCount(), "cache", name);
    }

    /** Where the running thread is. */
    public Whereabouts whereabouts() {
        return whereabouts;
    }

    @Override
    @PreDestroy
    public void close() {
        Open last = open;
        if (last != null) {
            open = null;
            last.exporters().close();
        }
    }
}
