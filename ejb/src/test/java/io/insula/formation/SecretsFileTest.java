package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsFileTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve(SecretsFile.NAME);
    }

    @Test
    void itsSecretsAreReadAsUtf8() throws IOException {
        write("rw-------", "\uFEFFPASSWORD = gr\u00fc\u00dfe-\u6771\u4eac\nEMPTY =\n");

        SecretsFile secrets = SecretsFile.read(file);

        assertThat(secrets.faults()).isEmpty();
        assertThat(secrets.find("PASSWORD")).contains("gr\u00fc\u00dfe-\u6771\u4eac");
        assertThat(secrets.find("EMPTY")).isEmpty();
        assertThat(secrets.find("OTHER")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rw-r--r--,0644",
        "rw-r-----,0640",
        "rw-----w-,0602",
        "rwx------,0700",
        "r--r-----,0440",
        "rw-rw-rw-,0666"
    })
    void aFileThatOthersMayReadStopsTheFormation(String mode, String octal) throws IOException {
        write(mode, "PASSWORD=hunter2\n");

        SecretsFile secrets = SecretsFile.read(file);

        assertThat(secrets.find("PASSWORD")).isEmpty();
        assertThat(secrets.faults()).singleElement().satisfies(fault -> assertThat(fault.toString())
                .startsWith("secrets.properties:1:1: has the mode " + octal + ", but must have 0600")
                .contains("chmod 600"));
        assertThat(FormationReader.read(
                                FormationSource.of(Map.of("formation.afs", "id: a\n")), secrets, Formations.SERVER)
                        .formation())
                .isEmpty();
    }

    @Test
    void anUnusableFileIsTheOnlyFaultAboutItsSecrets() throws IOException {
        write("rw-r--r--", "PASSWORD=hunter2\n");
        FormationSource source =
                FormationSource.of(Map.of("formation.afs", "id: a\ndescription: ${{ secrets.PASSWORD }}\n"));

        assertThat(FormationReader.read(source, SecretsFile.read(file), Formations.SERVER)
                        .faults())
                .hasSize(1);
    }

    @Test
    void anAbsentFileHoldsNoSecrets() {
        SecretsFile secrets = SecretsFile.read(file);

        assertThat(secrets.faults()).isEmpty();
        assertThat(secrets.find("ANY")).isEmpty();
    }

    @Test
    void aMalformedFileIsRefusedWithoutBeingQuoted() throws IOException {
        write("rw-------", "PASSWORD=hunter2\\uXYZW\n");

        assertThat(SecretsFile.read(file).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).contains("\\u").doesNotContain("hunter2"));
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws IOException {
        write("rw-------", "");
        Files.write(file, "PASSWORD=gr\u00fc\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(SecretsFile.read(file).faults()).singleElement().hasToString("secrets.properties:1:1: is not UTF-8");
    }

    @Test
    void aSecretThatStandsTwiceIsRefused() throws IOException {
        write("rw-------", "PASSWORD=hunter2\nPASSWORD=hunter3\n");

        assertThat(SecretsFile.read(file).faults())
                .singleElement()
                .hasToString("secrets.properties:1:1: holds the secret PASSWORD more than once");
    }

    @Test
    void itShowsNothing() throws IOException {
        write("rw-------", "PASSWORD=hunter2\n");

        assertThat(SecretsFile.read(file)).hasToString("SecretsFile[1 hidden]");
    }

    @Test
    void theFileIsAskedBeforeTheServersConfiguration() throws IOException {
        write("rw-------", "A=from file\n");
        Map<String, String> configuration =
                Map.of("insula.secrets.support.A", "unused", "insula.secrets.support.B", "from configuration");

        SecretSource secrets = SecretSource.of(
                SecretSource.none(),
                SecretsFile.read(file),
                Optional.of("support"),
                name -> Optional.ofNullable(configuration.get(name)));

        assertThat(secrets.find("A")).contains("from file");
        assertThat(secrets.find("B")).contains("from configuration");
        assertThat(secrets.find("C")).isEmpty();
    }

    @Test
    void aFormationNeverSeesTheSecretsOfAnother() throws IOException {
        Map<String, String> configuration = Map.of("insula.secrets.other.A", "foreign");

        SecretSource secrets = SecretSource.of(
                SecretSource.none(),
                SecretsFile.read(file),
                Optional.of("support"),
                name -> Optional.ofNullable(configuration.get(name)));

        assertThat(secrets.find("A")).isEmpty();
        assertThat(secrets.find("other.A")).isEmpty();
    }

    @Test
    void aRefusedFileStaysRefusedBehindTheConfiguration() throws IOException {
        write("rw-r--r--", "A=x\n");

        assertThat(SecretSource.of(
                                SecretSource.none(), SecretsFile.read(file), Optional.empty(), name -> Optional.of("y"))
                        .faults())
                .hasSize(1);
    }

    private void write(String mode, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
