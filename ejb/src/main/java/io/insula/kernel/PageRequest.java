package io.insula.kernel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which slice of a list is wanted: {@code limit} items, either behind a cursor or behind {@code offset} items.
 *
 * @param limit 1 to {@value #MAX_LIMIT}
 * @param offset 0 to {@value #MAX_OFFSET}; 0 when a cursor is given
 * @param cursor where the last slice ended, or null
 */
public record PageRequest(int limit, int offset, Cursor cursor) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;
    public static final int MAX_OFFSET = 100_000;

    /**
     * A position in a list that is ordered by time and id. It is opaque to callers, and holds nothing but what the
     * caller has already seen.
     */
    public record Cursor(Instant at, String id) {

        /** The database fails on instants that are far beyond anything it was ever given. */
        private static final Instant EARLIEST = Instant.EPOCH;

        private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

        /** The cursor as callers carry it. */
        public String encode() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((at + "|" + id).getBytes(StandardCharsets.UTF_8));
        }

        static Optional<Cursor> decode(String text) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 2);
                if (parts.length < 2 || !PublicId.isWellFormed(parts[1])) {
                    return Optional.empty();
                }
                return Optional.of(new Cursor(Instant.parse(parts[0]), parts[1]))
                        .filter(cursor ->
                                !cursor.at().isBefore(EARLIEST) && cursor.at().isBefore(TOO_LATE));
            } catch (IllegalArgumentException | DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }

    /** Checks what a caller sent; null stands for "not sent". */
    public static PageRequest of(Integer limit, Integer offset, String cursor) {
        int size = limit == null ? DEFAULT_LIMIT : limit;
        int skip = offset == null ? 0 : offset;
        if (size < 1 || size > MAX_LIMIT) {
            throw fault("limit", "must be between 1 and " + MAX_LIMIT, "out_of_range");
        }
        if (skip < 0 || skip > MAX_OFFSET) {
            throw fault("offset", "must be between 0 and " + MAX_OFFSET, "out_of_range");
        }
        if (cursor == null || cursor.isEmpty()) {
            return new PageRequest(size, skip, null);
        }
        if (skip > 0) {
            throw fault("offset", "cannot be combined with a cursor", "conflict");
        }
        return new PageRequest(
                size,
                0,
                Cursor.decode(cursor).orElseThrow(() -> fault("cursor", "is not a cursor of this list", "malformed")));
    }

    /**
     * Cuts a page out of what was found when one item more than the limit was asked for: the surplus one tells that
     * there is more behind it.
     */
    public <T> Page<T> slice(List<T> found, Function<T, Cursor> position) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, position.apply(items.get(limit - 1)).encode());
    }

    private static PlatformException fault(String field, String message, String type) {
        return PlatformException.invalidParams(List.of(new FieldFault(field, message, type)));
    }
}
