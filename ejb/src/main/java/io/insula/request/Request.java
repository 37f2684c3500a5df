package io.insula.request;

import io.insula.request.entity.RequestEntity;
import java.time.Instant;

/**
 * A request that is answered later.
 *
 * @param id {@code req_…}
 * @param name what its client calls it; null for nothing
 * @param sessionId null until the answer has begun one
 * @param status {@code queued}, {@code running}, {@code completed}, {@code failed} or {@code cancelled}
 * @param result the answer as a JSON object; null unless completed
 * @param errorCode why there is no answer; null unless failed or cancelled
 * @param webhook {@code pending}, {@code delivered} or {@code dead}; null where nobody is told
 */
public record Request(
        String id,
        String name,
        String sessionId,
        String status,
        String result,
        String errorCode,
        String webhook,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt) {

    static Request of(RequestEntity entity) {
        return new Request(
                entity.id(),
                entity.name(),
                entity.sessionId(),
                entity.status(),
                entity.result(),
                entity.errorCode(),
                entity.webhook(),
                entity.createdAt(),
                entity.startedAt(),
                entity.finishedAt());
    }

    /** What its client knows it by. */
    public String knownAs() {
        return name == null ? id : name;
    }

    /** Whether nothing will happen to it any more. */
    public boolean isOver() {
        return finishedAt != null;
    }

    /** What was said is nobody's business in a log. */
    @Override
    public String toString() {
        return id + ' ' + status;
    }
}
