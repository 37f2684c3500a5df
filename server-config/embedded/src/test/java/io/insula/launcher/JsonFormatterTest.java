package io.insula.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JsonFormatterTest {

    @Test
    void saysWhoseRequestItWas() {
        LogRecord event = new LogRecord(Level.INFO, "done");
        event.setLoggerName("io.insula.access");
        event.setParameters(new Object[] {Map.of("tenant", "acme", "request_id", "req_1")});

        assertThat(new JsonFormatter().format(event))
                .startsWith("{\"time\":\"")
                .contains("\"level\":\"INFO\",\"logger\":\"io.insula.access\",\"message\":\"done\"")
                .contains("\"request_id\":\"req_1\"", "\"tenant\":\"acme\"")
                .endsWith("}" + System.lineSeparator());
        assertThat(new LineFormatter().format(event)).endsWith(" {request_id=req_1, tenant=acme}\n");
    }

    @Test
    void noTextForgesALineOrAField() {
        LogRecord event = new LogRecord(Level.INFO, "a\r\n{\"level\":\"SEVERE\"}\u2028\u0085\\");
        event.setParameters(new Object[] {Map.of("tenant", "x\",\"level\":\"OFF\n", "level", "FORGED")});

        assertThat(new JsonFormatter().format(event).stripTrailing())
                .doesNotContain("\n", "\r", "\u2028", "\u0085", "FORGED")
                .contains("\"message\":\"a\\u000d\\u000a{\\\"level\\\":\\\"SEVERE\\\"}\\u2028\\u0085\\\\\"")
                .contains("\"tenant\":\"x\\\",\\\"level\\\":\\\"OFF\\u000a\"");
    }
}
