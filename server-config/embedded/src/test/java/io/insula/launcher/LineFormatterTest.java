package io.insula.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineFormatterTest {
    @Test
    void writesOneLineWhateverTheEventHolds() {
        LogRecord event = new LogRecord(Level.WARNING, "first\nsecond\u001B[31m red");
        event.setLoggerName("io.insula.chat");
        event.setThrown(new IllegalStateException("outer", new IllegalArgumentException("inner\nreason")));
        String line = new LineFormatter().format(event);
        assertThat(line.lines()).hasSize(1);
        assertThat(line)
                .contains("WARNING io.insula.chat: first second", "IllegalStateException: outer", "inner reason")
                .doesNotContain("\u001B");
    }
}
