package io.insula.telemetry.rest;

import io.insula.kernel.rest.RequestProperties;
import io.insula.telemetry.Activity;
import io.insula.telemetry.Measure;
import io.insula.telemetry.Telemetry;
import io.insula.telemetry.TraceParent;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * One request as one step of a trace, around everything that serves it, to the last byte of its answer. Of the caller's
 * headers the trace alone is heeded; baggage and vendors' state go nowhere.
 */
@WebFilter(filterName = "io.insula.telemetry", urlPatterns = "/*", asyncSupported = true)
public class RequestTrace implements Filter {

    static final String ROUTE = "io.insula.route";

    private static final String UNKNOWN = "-";
    private static final Set<String> METHODS =
            Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT");
    private static final Set<String> PAGES = Set.of("/console/*");
    private static final int ERROR = 500;
    private static final int REFUSED = 400;

    @Inject
    Telemetry telemetry;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest asked && response instanceof HttpServletResponse answered) {
            traced(asked, answered, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void traced(HttpServletRequest request, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        TraceParent caller =
                TraceParent.read(headers(request, TraceParent.HEADER)).orElse(null);
        long began = System.nanoTime();
        boolean served = false;
        try (Activity activity = telemetry.serve(caller)) {
            try {
                chain.doFilter(request, answer);
                served = true;
            } finally {
                describe(request, served ? answer.getStatus() : ERROR, began, activity);
            }
        } finally {
            telemetry.whereabouts().leave();
        }
    }

    private void describe(HttpServletRequest request, int status, long began, Activity activity) {
        if (!telemetry.on()) {
            return;
        }
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "_OTHER";
        String route = route(request);
        String shown = route == null ? UNKNOWN : route;
        activity.rename(method + " " + shown);
        activity.with("http.request.method", method)
                .with("http.route", route)
                .with(Measure.STATUS, status)
                .with("insula.request_id", text(request, RequestProperties.REQUEST_ID))
                .with("insula.formation", telemetry.whereabouts().now().formation())
                .with("insula.tenant", text(request, RequestProperties.TENANT));
        if (status >= ERROR) {
            activity.fail(Integer.toString(status));
        }
        telemetry.note(
                Measure.REQUEST,
                began,
                "http.request.method",
                method,
                "http.route",
                shown,
                Measure.STATUS,
                Integer.toString(status));
        telemetry.note(Measure.TENANT_REQUEST, began, "outcome", outcome(status));
    }

    /** As a resource of the API declares it, or the part of the server that a page is of; null where nothing is there. */
    private static String route(HttpServletRequest request) {
        String declared = text(request, ROUTE);
        String part = request.getHttpServletMapping().getPattern();
        return declared == null && PAGES.contains(part) ? part : declared;
    }

    private static String outcome(int status) {
        if (status >= ERROR) {
            return "error";
        }
        return status >= REFUSED ? "refused" : "ok";
    }

    private static String text(HttpServletRequest request, String name) {
        return request.getAttribute(name) instanceof String text ? text : null;
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return request.getHeader(name) == null ? List.of() : Collections.list(request.getHeaders(name));
    }
}
