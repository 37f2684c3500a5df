package io.insula.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VoiceTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void peopleAreToldInPlainLines() {
        voice(LogFormat.TEXT).say("Deploying the application");
        voice(LogFormat.TEXT).greet("Insula listens\nTry this\n");
        voice(LogFormat.TEXT).complain("The port is taken");

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("Deploying the application", "Insula listens", "Try this");
        assertThat(errors.toString(StandardCharsets.UTF_8).strip()).isEqualTo("insula: The port is taken");
    }

    @Test
    void programsAreToldInObjects() {
        voice(LogFormat.JSON).say("Deploying \"it\"");
        voice(LogFormat.JSON).greet("Insula listens\nTry this\n");
        voice(LogFormat.JSON).complain("The port is taken");

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("{\"time\":\"")
                        .contains("\"level\":\"INFO\",\"logger\":\"io.insula.launcher\"")
                        .endsWith("}"))
                .first()
                .asString()
                .contains("\"message\":\"Deploying \\\"it\\\"\"");
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("\"level\":\"SEVERE\"", "\"message\":\"The port is taken\"");
    }

    private Voice voice(LogFormat format) {
        return new Voice(
                format,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }
}
