package io.insula.memory.rest;

import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import io.insula.memory.MemoryQuery;
import io.insula.memory.MemoryQuery.Mode;
import io.insula.memory.MemoryService;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is looked for, as the query of a GET or the body of a POST says it. */
public final class SearchInput {

    private static final int DEFAULT_HITS = 10;
    public static final int LONGEST_QUERY = 10_000;
    private static final Duration DEFAULT_HALF_LIFE = Duration.ofDays(30);
    private static final Duration LONGEST_HALF_LIFE = Duration.ofDays(3_650);

    private static final String LIMIT = "limit";
    private static final String MIN_SCORE = "min_score";
    private static final String MODE = "mode";
    private static final String QUERY = "query";
    private static final String RECENCY = "recency";

    private static final FieldFault UNKNOWN_MODE =
            new FieldFault(MODE, "must be hybrid, keyword or semantic", "not_allowed");
    private static final FieldFault NO_HALF_LIFE =
            new FieldFault(RECENCY, "must be true, false or a half-life from PT1S to P3650D", "malformed");

    private SearchInput() {}

    static MemoryQuery read(QueryInput query) {
        String mode = query.optional(MODE, JsonInput.SHORT);
        String recency = query.optional(RECENCY, JsonInput.SHORT);
        return new MemoryQuery(
                query.required("q", LONGEST_QUERY),
                mode(mode).orElseThrow(() -> PlatformException.invalidParams(List.of(UNKNOWN_MODE))),
                query.integer(LIMIT, 1, MemoryService.MAX_HITS, DEFAULT_HITS),
                query.decimal(MIN_SCORE, -1, 1),
                FilterInput.read(query),
                recency == null || recency.equals("false")
                        ? null
                        : halfLife(recency).orElseThrow(() -> PlatformException.invalidParams(List.of(NO_HALF_LIFE))));
    }

    /** Reads the fields of a body. */
    public static MemoryQuery read(JsonInput input) {
        Integer limit = input.integer(LIMIT, 1, MemoryService.MAX_HITS);
        MemoryQuery query = new MemoryQuery(
                input.requiredString(QUERY, LONGEST_QUERY),
                mode(input),
                limit == null ? DEFAULT_HITS : limit,
                input.decimal(MIN_SCORE, -1, 1),
                FilterInput.read(input),
                halfLife(input));
        input.rejectUnknown(
                        QUERY,
                        MODE,
                        LIMIT,
                        MIN_SCORE,
                        RECENCY,
                        FilterInput.COLLECTION,
                        FilterInput.COLLECTIONS,
                        FilterInput.SESSION,
                        FilterInput.SINCE,
                        FilterInput.UNTIL,
                        FilterInput.METADATA,
                        "user_id")
                .check();
        return query;
    }

    private static Mode mode(JsonInput input) {
        Optional<Mode> mode = mode(input.string(MODE));
        if (mode.isEmpty()) {
            input.fault(UNKNOWN_MODE.field(), UNKNOWN_MODE.message(), UNKNOWN_MODE.type());
        }
        return mode.orElse(Mode.HYBRID);
    }

    private static Optional<Mode> mode(String sent) {
        if (sent == null) {
            return Optional.of(Mode.HYBRID);
        }
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(sent))
                .findFirst();
    }

    private static Duration halfLife(JsonInput input) {
        if (!input.isSent(RECENCY)) {
            return null;
        }
        if (input.isBool(RECENCY)) {
            return Boolean.TRUE.equals(input.bool(RECENCY)) ? DEFAULT_HALF_LIFE : null;
        }
        String sent = input.string(RECENCY);
        Optional<Duration> halfLife = sent == null ? Optional.empty() : halfLife(sent);
        if (sent != null && halfLife.isEmpty()) {
            input.fault(NO_HALF_LIFE.field(), NO_HALF_LIFE.message(), NO_HALF_LIFE.type());
        }
        return halfLife.orElse(null);
    }

    private static Optional<Duration> halfLife(String sent) {
        if (sent.equals("true")) {
            return Optional.of(DEFAULT_HALF_LIFE);
        }
        try {
            return Optional.of(Duration.parse(sent))
                    .filter(halfLife -> halfLife.toSeconds() >= 1 && halfLife.compareTo(LONGEST_HALF_LIFE) <= 0);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
