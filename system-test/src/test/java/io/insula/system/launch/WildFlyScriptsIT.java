package io.insula.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator who runs the scripts again, after an upgrade or in doubt, has the server that there was. */
@EnabledIfSystemProperty(named = "insula.server", matches = "wildfly", disabledReason = "They are WildFly's")
class WildFlyScriptsIT {

    private final Path base = LaunchedServer.freshDirectory("wildfly-scripts").toAbsolutePath();
    private final Path passwords = base.resolve("app.password");

    @BeforeEach
    void layOutAsUnpacked() throws IOException {
        Installation.copy(Installation.HOME.resolve("own-pool"), base);
        Files.writeString(passwords, "of no database");
        new CredentialStore(base.resolve("configuration/insula.store")).keep(passwords);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logging-json.cli", "logging-text.cli"})
    void runTwiceTheScriptsLeaveTheSameState(String logging) throws IOException {
        List<String> scripts = List.of("configure.cli", "datasource.cli", logging);
        run("once", scripts);
        String once = state();
        run("twice", scripts);

        assertThat(once).contains("java:jboss/datasources/insula", "max-header-size=\"16384\"");
        assertThat(once.contains("<named-formatter name=\"JSON\"/>")).isEqualTo(logging.equals("logging-json.cli"));
        assertThat(state()).isEqualTo(once);
    }

    private String state() throws IOException {
        return Files.readString(base.resolve("configuration/standalone.xml"));
    }

    /** One after the other in one program, as each takes seconds to start. */
    private void run(String name, List<String> scripts) throws IOException {
        StringBuilder commands = new StringBuilder();
        for (String script : scripts) {
            commands.append(Files.readString(Path.of(Installation.script(script))))
                    .append('\n');
        }
        Path file = Files.writeString(base.resolve(name + ".cli"), commands);
        new JbossCli(base).run(file);
    }
}
