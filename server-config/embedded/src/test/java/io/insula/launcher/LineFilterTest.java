package io.insula.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineFilterTest {
    @Test
    void hearsTheServerOnlyWhenSomethingIsWrong() {
        assertThat(passes("jakarta.enterprise.web", Level.INFO)).isFalse();
        assertThat(passes("jakarta.enterprise.web", Level.WARNING)).isTrue();
        assertThat(passes(null, Level.INFO)).isFalse();
    }

    @Test
    void hearsItsOwnEvents() {
        assertThat(passes("io.insula.chat", Level.INFO)).isTrue();
    }

    @Test
    void aDatabaseThatIsAwayIsToldOnceAMinuteAndEverythingElseAsOftenAsItHappens() {
        LineFilter filter = new LineFilter();

        assertThat(filter.isLoggable(ofThePool(Level.WARNING, "no connection", 0)))
                .isTrue();
        assertThat(filter.isLoggable(ofThePool(Level.WARNING, "no connection", 59)))
                .isFalse();
        assertThat(filter.isLoggable(ofThePool(Level.WARNING, "a connection leaks", 59)))
                .isTrue();
        assertThat(filter.isLoggable(ofThePool(Level.SEVERE, "no connection", 59)))
                .isTrue();
        assertThat(filter.isLoggable(ofThePool(Level.WARNING, "no connection", 60)))
                .isTrue();
        assertThat(filter.isLoggable(ofThePool(Level.WARNING, "no connection", 61)))
                .isFalse();
        for (int i = 0; i < 2; i++) {
            LogRecord other = new LogRecord(Level.WARNING, "the same");
            other.setLoggerName("jakarta.enterprise.web");
            assertThat(filter.isLoggable(other)).isTrue();
        }
    }

    private static LogRecord ofThePool(Level level, String message, int second) {
        LogRecord event = new LogRecord(level, message);
        event.setLoggerName("javax.enterprise.resource.resourceadapter.com.sun.gjc.spi");
        event.setInstant(Instant.EPOCH.plusSeconds(second));
        return event;
    }

    private static boolean passes(String logger, Level level) {
        LogRecord event = new LogRecord(level, "");
        event.setLoggerName(logger);
        return new LineFilter().isLoggable(event);
    }
}
