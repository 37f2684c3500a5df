package io.insula.telemetry;

import insula.opentelemetry.api.common.Attributes;
import insula.opentelemetry.api.trace.Span;
import insula.opentelemetry.api.trace.SpanContext;
import insula.opentelemetry.api.trace.SpanKind;
import insula.opentelemetry.context.Context;
import insula.opentelemetry.sdk.trace.data.LinkData;
import insula.opentelemetry.sdk.trace.samplers.Sampler;
import insula.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which traces are recorded. A step follows the step it belongs to; whoever calls from outside is heeded too, but the
 * number of traces in a second is bounded: nobody can make the house record without end. The chance is not taken from the
 * trace's id, which a caller chooses.
 */
final class BoundedSampler implements Sampler {

    private static final long SECOND = 1_000_000_000L;

    private final int percent;
    private final int perSecond;
    private long second;
    private int begun;

    BoundedSampler(int percent, int perSecond) {
        this.percent = percent;
        this.perSecond = perSecond;
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        SpanContext before = Span.fromContext(parent).getSpanContext();
        boolean recorded;
        if (before.isValid() && (!before.isRemote() || !before.isSampled())) {
            recorded = before.isSampled();
        } else {
            boolean wished = before.isValid() || ThreadLocalRandom.current().nextInt(100) < percent;
            recorded = wished && isWithinBound(System.nanoTime());
        }
        return recorded ? SamplingResult.recordAndSample() : SamplingResult.drop();
    }

    /** At most so many in each second that the clock counts. */
    synchronized boolean isWithinBound(long nanos) {
        long now = Math.floorDiv(nanos, SECOND);
        if (now != second) {
            second = now;
            begun = 0;
        }
        return begun++ < perSecond;
    }

    @Override
    public String getDescription() {
        return "Bounded[" + percent + " %, " + perSecond + "/s]";
    }
}
