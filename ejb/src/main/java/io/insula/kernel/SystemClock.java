package io.insula.kernel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Hands out the one clock by which the application tells the time. */
@ApplicationScoped
public class SystemClock {

    @Produces
    @ApplicationScoped
    Clock clock() {
        return new UtcClock();
    }

    /** The system's clock in UTC, in a shape that a normal-scoped proxy can extend. */
    static class UtcClock extends Clock {

        private static final Clock UTC = Clock.systemUTC();

        @Override
        public ZoneId getZone() {
            return UTC.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return UTC.withZone(zone);
        }

        @Override
        public Instant instant() {
            return UTC.instant();
        }
    }
}
