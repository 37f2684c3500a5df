package io.insula.launcher;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static boolean passes(String logger, Level level) {
        LogRecord event = new LogRecord(level, "");
        event.setLoggerName(logger);
        return new LineFilter().isLoggable(event);
    }
}
