package io.insula.telemetry;

import insula.opentelemetry.api.trace.Span;
import insula.opentelemetry.api.trace.StatusCode;

/** Something that is done on this thread, from its beginning until it is closed, as one step of a trace. */
public final class Activity implements AutoCloseable {

    private final Span span;
    private final Whereabouts whereabouts;
    private final Place before;

    /**
     * A step that has begun; the thread is at it until it is closed.
     *
     * @param span invalid where nothing is recorded
     * @param step what those called on the way are told; null for nothing
     */
    Activity(Span span, Whereabouts whereabouts, TraceParent step) {
        this.span = span;
        this.whereabouts = whereabouts;
        this.before = whereabouts.now();
        if (step != null) {
            whereabouts.enter(before.at(step));
        }
    }

    /** Says one thing about it: a name or an outcome, never a content. */
    public Activity with(String what, String value) {
        if (value != null) {
            span.setAttribute(what, value);
        }
        return this;
    }

    /** Says one thing about it. */
    public Activity with(String what, long value) {
        span.setAttribute(what, value);
        return this;
    }

    /** Names it anew, once more is known. */
    public void rename(String name) {
        span.updateName(name);
    }

    /**
     * It failed.
     *
     * @param type the kind of failure, never its message
     */
    public void fail(String type) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute("error.type", type);
    }

    @Override
    public void close() {
        span.end();
        Place now = whereabouts.now();
        whereabouts.enter(now.at(before.step()));
    }
}
