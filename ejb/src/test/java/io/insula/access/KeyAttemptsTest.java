package io.insula.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class KeyAttemptsTest {

    private static final Knock HERE = new Knock("192.0.2.1", "alpha");
    private static final Knock NEXT_DOOR = new Knock("192.0.2.2", "alpha");
    private static final Knock ELSEWHERE = new Knock("192.0.2.3", "beta");

    private final Moving clock = new Moving();
    private final KeyAttempts attempts = new KeyAttempts(new KeyConfiguration(10, Duration.ofMinutes(1), 3, 5), clock);

    @Test
    void anAddressWaitsAfterTooManyWrongKeysAndNobodyElse() {
        fail(HERE, 3);

        assertRefused(HERE, Duration.ofMinutes(1));
        assertAdmitted(NEXT_DOOR);
        assertAdmitted(ELSEWHERE);
    }

    @Test
    void aFormationWaitsWhereverTheWrongKeysComeFrom() {
        fail(HERE, 3);
        fail(NEXT_DOOR, 2);

        assertRefused(new Knock("192.0.2.9", "alpha"), Duration.ofMinutes(1));
        assertAdmitted(ELSEWHERE);
    }

    @Test
    void theMinuteBeginsWithTheFirstWrongKeyAndEnds() {
        fail(HERE, 1);
        clock.now = clock.now.plusSeconds(59);
        fail(HERE, 2);
        assertRefused(HERE, Duration.ofSeconds(1));

        clock.now = clock.now.plusSeconds(1);
        assertAdmitted(HERE);
        fail(HERE, 2);
        assertAdmitted(HERE);
    }

    private void fail(Knock knock, int times) {
        for (int i = 0; i < times; i++) {
            attempts.admit(knock);
            attempts.failed(knock);
        }
    }

    private void assertAdmitted(Knock knock) {
        assertThatCode(() -> attempts.admit(knock)).doesNotThrowAnyException();
    }

    private void assertRefused(Knock knock, Duration wait) {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> attempts.admit(knock))
                .matches(refused -> refused.code() == ErrorCode.RATE_LIMITED)
                .matches(refused -> refused.retryAfter().orElseThrow().equals(wait));
    }

    private static final class Moving extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
