package io.insula.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** An operator who runs the scripts again, after an upgrade or in doubt, has the server that there was. */
@EnabledIfSystemProperty(named = "insula.server", matches = "payara", disabledReason = "They are Payara Server's")
class PayaraScriptsIT {

    private static final Pattern ATTRIBUTE = Pattern.compile(" [a-z-]+=\"[^\"]*\"");

    private final Path domains = LaunchedServer.freshDirectory("payara-scripts").toAbsolutePath();
    private final Asadmin asadmin = new Asadmin(domains.resolve("told"));

    private final int port = LaunchedServer.freePort();

    @BeforeEach
    void layOutAsConfiguredOnce() throws IOException {
        PayaraServer.layOut(domains, "own-pool");
        String listeners = "set configs.config.server-config.network-config.network-listeners.network-listener.";
        Files.writeString(
                domains.resolve("before-boot"),
                Files.readString(Path.of(Installation.script("configure.asadmin")))
                        + listeners + "http-listener-1.port=" + LaunchedServer.freePort() + "\n"
                        + listeners + "admin-listener.port=" + port + "\n");
    }

    @Test
    void runTwiceTheScriptsLeaveTheSameState() throws IOException {
        String once = stateAfterAll();
        String twice = stateAfterAll();

        assertThat(once)
                .contains(
                        "jndi-name=\"jdbc/insula\"",
                        "is-connection-validation-required=\"true\"",
                        "<jms-service",
                        "header-buffer-length-bytes=\"16384\"",
                        "JSONLogFormatter");
        assertThat(twice).isEqualTo(once);
    }

    /** Starts the domain with the script for that, runs the others, and ends it. */
    private String stateAfterAll() throws IOException {
        told(
                "start-domain",
                "--prebootcommandfile",
                domains.resolve("before-boot").toString());
        try {
            run("jms.asadmin");
            run("datasource.asadmin");
            String asText = runLogging("logging-text.asadmin");
            assertThat(runLogging("logging-json.asadmin")).isNotEqualTo(asText);
            assertThat(runLogging("logging-text.asadmin")).isEqualTo(asText);
            runLogging("logging-json.asadmin");
        } finally {
            told("stop-domain");
        }
        return domain() + logging();
    }

    private void told(String command, String... options) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(options));
        words.addAll(List.of("--domaindir", domains.toString(), PayaraServer.DOMAIN));
        assertThat(asadmin.run(words.toArray(String[]::new)))
                .as(asadmin.output())
                .isTrue();
    }

    private String runLogging(String script) throws IOException {
        run(script);
        return logging();
    }

    /** With the attributes of each line in order: Payara writes them as they come. */
    private String domain() throws IOException {
        return read("domain.xml")
                .lines()
                .map(line -> ATTRIBUTE.matcher(line).replaceAll("")
                        + ATTRIBUTE
                                .matcher(line)
                                .results()
                                .map(MatchResult::group)
                                .sorted()
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    /** Written with the time, and in no order. */
    private String logging() throws IOException {
        return read("logging.properties")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** What is there already is complained of by the commands that create it, and by no other. */
    private void run(String script) {
        asadmin.manage(port, "multimode", "--file", Installation.script(script));
        assertThat(asadmin.output()).doesNotContain("Command set failed", "Command set-log-attributes failed");
    }

    private String read(String file) throws IOException {
        return Files.readString(
                domains.resolve(PayaraServer.DOMAIN).resolve("config").resolve(file));
    }
}
