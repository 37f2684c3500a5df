package io.insula.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
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

    @Test
    void saysOnceWhichRequestItWas() {
        LogRecord event = new LogRecord(Level.WARNING, "Request req_1 turned away");
        event.setParameters(new Object[] {Map.of("tenant", "acme", "request_id", "req_1")});

        assertThat(new LineFormatter().format(event).stripTrailing())
                .endsWith("Request req_1 turned away {tenant=acme}");
    }

    @Test
    void keepsQuietAboutValuesThatTheDatabaseQuotes() {
        Throwable refused = new SQLException("Key (content)=(secret) already exists", "23505");
        Throwable wrapped = new IllegalStateException("Call: insert secret", new IllegalArgumentException(refused));

        assertThat(LineFormatter.reasons(wrapped))
                .startsWith("IllegalStateException <- IllegalArgumentException <- SQLException (SQLState 23505)")
                .doesNotContain("secret");
    }

    @Test
    void endsWhenReasonsLeadBackToThemselves() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(LineFormatter.reasons(first)).startsWith("IllegalStateException: first <- ");
    }
}
