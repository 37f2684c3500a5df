package io.insula.input.rest;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How instants come in: as RFC 3339 writes them, kept to the microsecond, since the database counts no finer. */
final class Moment {

    static final String RULE = "must be an instant from 1970 to 9999, such as 2026-01-31T12:00:00Z";

    private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

    private Moment() {}

    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.parse(text).truncatedTo(ChronoUnit.MICROS))
                    .filter(instant -> !instant.isBefore(Instant.EPOCH) && instant.isBefore(TOO_LATE));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
