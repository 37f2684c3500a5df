package io.insula.client;

import java.time.Instant;

/**
 * A request that is answered later.
 *
 * @param id {@code req_…}
 * @param requestId the name that the request was given, or else its id
 * @param status {@code queued}, {@code running}, {@code completed}, {@code failed} or {@code cancelled}
 * @param sessionId null until the answer has begun one
 * @param result null unless completed
 * @param error why there is no answer; null unless failed or cancelled
 * @param webhook {@code pending}, {@code delivered} or {@code dead}; null where nobody is told
 */
public record AsyncRequest(
        String id,
        String requestId,
        String status,
        String sessionId,
        ChatAnswer result,
        Failure error,
        String webhook,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt) {

    /** Why a request has no answer. */
    public record Failure(String code) {}

    /** Whether nothing will happen to it any more. */
    public boolean isOver() {
        return !status.equals("queued") && !status.equals("running");
    }
}
