package io.insula.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    void belongsToOneLauncherAtATime() {
        try (DataDirectory first = DataDirectory.open(directory)) {
            assertThatThrownBy(() -> DataDirectory.open(directory))
                    .isInstanceOf(PostgresException.class)
                    .hasMessageContaining("in use by another running Insula");
            assertThat(first.root()).isEqualTo(directory);
        }
        DataDirectory.open(directory).close();
    }

    @Test
    void refusesTheLayoutOfAnotherVersion() throws IOException {
        Files.writeString(directory.resolve("layout"), "7\n");
        assertThatThrownBy(() -> DataDirectory.open(directory)).hasMessageContaining("has layout 7");
    }

    @Test
    void refusesADirectoryThatHoldsSomethingElse() throws IOException {
        Files.writeString(directory.resolve("thesis.tex"), "");
        assertThatThrownBy(() -> DataDirectory.open(directory)).hasMessageContaining("something else");
        assertThat(directory.resolve("layout")).doesNotExist();
    }

    @Test
    void takesTheKeysOfAnotherNodeWithIt() throws IOException {
        Path pepper = Files.createDirectory(directory.resolve("keys")).resolve("pepper");
        Files.writeString(pepper, "spice");
        DataDirectory.open(directory).close();
        assertThat(pepper).hasContent("spice");
    }

    @Test
    void refusesAPlaceWhereNothingCanBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void refusesAPasswordFileThatOthersMayRead() throws IOException {
        Path file = Files.writeString(directory.resolve("app.password"), "topsecret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> new PasswordFile(file).read())
                .hasMessageContaining("rw-r-----")
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining("topsecret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(new PasswordFile(file).read()).isEqualTo("topsecret");
    }

    @Test
    void picksTheBinariesOfTheSystem() {
        assertThat(PostgresBinaries.archiveName("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
        assertThat(PostgresBinaries.archiveName("Linux", "aarch64")).isEqualTo("postgres-linux-arm_64.txz");
        assertThat(PostgresBinaries.archiveName("Mac OS X", "aarch64")).isEqualTo("postgres-darwin-arm_64.txz");
    }
}
