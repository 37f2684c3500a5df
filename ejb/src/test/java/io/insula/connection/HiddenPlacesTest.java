package io.insula.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is hidden from programs without anybody naming it. */
class HiddenPlacesTest {

    @TempDir
    private Path directory;

    @Test
    void theServersOwnDirectoriesAreHiddenBesideWhatTheOperatorNames() {
        assertThat(HiddenPlaces.of(List.of("/etc/secret"), Path.of("/srv/a/../formations"), Path.of("keys")))
                .contains("/etc/secret", "/srv/formations")
                .contains(Path.of("keys").toAbsolutePath().toString());
    }

    @Test
    void soIsAFileThatTheServersOutputGoesTo() throws IOException {
        Path log = Files.createFile(directory.resolve("server.log"));
        Files.createDirectory(directory.resolve("fd"));
        Files.createSymbolicLink(directory.resolve("fd/1"), log);
        Files.createSymbolicLink(directory.resolve("fd/2"), Path.of("/dev/null"));

        assertThat(HiddenPlaces.logFiles(directory)).containsExactly(log.toRealPath());
    }

    @Test
    void soAreTheLogsOfServersThatLogForThemselves() {
        assertThat(HiddenPlaces.logs(Map.of("jboss.server.log.dir", "/opt/wildfly/log")::get))
                .containsExactly(Path.of("/opt/wildfly/log"));
        assertThat(HiddenPlaces.logs(Map.of("com.sun.aas.instanceRoot", "/opt/payara")::get))
                .containsExactly(Path.of("/opt/payara/logs"));
        assertThat(HiddenPlaces.logs(Map.<String, String>of()::get)).isEmpty();
    }
}
