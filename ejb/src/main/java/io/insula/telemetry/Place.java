package io.insula.telemetry;

/**
 * Whose work a thread does at the moment; each part is null where it is not known.
 *
 * @param requestId the id of the request
 * @param formation the formation's id
 * @param tenant the tenant's slug
 * @param step the step of a trace that the thread is at
 */
public record Place(String requestId, String formation, String tenant, TraceParent step) {

    static final Place NOWHERE = new Place(null, null, null, null);

    Place at(TraceParent next) {
        return new Place(requestId, formation, tenant, next);
    }
}
