package io.insula.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-01-31");
    private static final int NOBODY = 65_534;
    private static final String KEY =
            Base64.getEncoder().encodeToString(AuthenticatedCipher.random(AuthenticatedCipher.KEY_BYTES));

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writeKeys() throws IOException {
        file = write("vault.keys", "active=one\none=" + KEY + "\n");
    }

    @Test
    void keysOfOneDayHaveNamesThatAreNeverGivenTwice() throws IOException {
        KeyFile keys = new KeyFile(file.toString());
        String first = keys.add(TODAY);
        String second = keys.add(TODAY);
        keys.dropOthers();

        assertThat(List.of(first, second, keys.add(TODAY)))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("2026-01-31-[0-9a-f]{16}"));
        assertThat(keys.read().byId()).hasSize(2).containsKey(second);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatTwoCopiesOfAFileAddHasTwoNames() throws IOException {
        Path copy = write("copy.keys", Files.readString(file));

        assertThat(new KeyFile(copy.toString()).add(TODAY)).isNotEqualTo(new KeyFile(file.toString()).add(TODAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31", "2026-01-31-2", "a"})
    void namesOfBeforeGoOnServing(String id) throws IOException {
        Path old = write("old.keys", "# of last year\nactive = " + id + "\n\n" + id + " = " + KEY + "\n");

        assertThat(new KeyFile(old.toString()).read().active().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "one=KEY",
                "active=two\none=KEY",
                "active=one\none=c2hvcnQ=",
                "active=one\none=KEY!",
                "active=one\none=KEY\nno good=KEY",
                "active=one\none=\\u12",
                "active=one\none=KEY\nactive=one",
                "active=one\none=KEY\none=KEY",
                "active=one\nKEY",
                // What head -c 32 /dev/urandom | base64 prints: without its id the key stands where the id belongs.
                "active=one\nabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN0=",
                "active=abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN0\nabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN0=KEY",
            })
    void aFileThatIsNotWhatItShouldBeIsRefusedWithoutQuotingIt(String text) throws IOException {
        Path bad = write("bad.keys", text.replace("KEY", KEY));

        assertThatExceptionOfType(VaultKeysException.class)
                .isThrownBy(() -> new KeyFile(bad.toString()).read())
                .satisfies(refused -> assertThat(refused.getMessage())
                        .contains(bad.toString())
                        .doesNotContain(KEY, "c2hvcnQ=", "abcdefghijklmnopqrstuvwxyz", "two"));
    }

    @Test
    void aComplaintNamesTheLine() throws IOException {
        Path bad = write("bad.keys", "# keys\nactive=one\none=" + KEY + "\n\n" + KEY + "\n");

        assertThatExceptionOfType(VaultKeysException.class)
                .isThrownBy(() -> new KeyFile(bad.toString()).read())
                .withMessageContaining(": line 5 ");
    }

    @Test
    void aKeyThatSomebodyMeantToFillInIsRefused() throws IOException {
        Path bad = write("bad.keys", "active=one\none=" + Base64.getEncoder().encodeToString(filled()));

        assertThatExceptionOfType(VaultKeysException.class)
                .isThrownBy(() -> new KeyFile(bad.toString()).read())
                .withMessageContaining("line 2 holds one byte again and again");
    }

    @Test
    void aFileOfSomebodyElseIsRefusedByAServer() throws IOException {
        giveAway(file);

        assertThatExceptionOfType(VaultKeysException.class)
                .isThrownBy(() -> new KeyFile(file.toString()).read())
                .withMessageContaining("belongs neither to the account");
        assertThatCode(() -> KeyFile.lookedAfter(file).read()).doesNotThrowAnyException();
    }

    @Test
    void whoeverReplacesTheFileOfAServerLeavesItToTheServer() throws IOException {
        giveAway(file);

        KeyFile.lookedAfter(file).add(TODAY);
        KeyFile.lookedAfter(file).dropOthers();

        assertThat(List.of(Files.getAttribute(file, "unix:uid"), Files.getAttribute(file, "unix:gid")))
                .containsOnly(NOBODY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatFailsLeavesTheFileAsItWasAndNothingBesideIt() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.keys"), file);
        KeyFile keys = new KeyFile(link.toString());
        byte[] before = Files.readAllBytes(file);
        Files.delete(file);
        Files.createDirectory(file);

        assertThatExceptionOfType(VaultKeysException.class).isThrownBy(() -> keys.restore(before));

        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactlyInAnyOrder(file, link);
        }
    }

    /** Root alone can. */
    private static void giveAway(Path file) throws IOException {
        assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid")).isEqualTo(0);
        Files.setAttribute(file, "unix:uid", NOBODY);
        Files.setAttribute(file, "unix:gid", NOBODY);
    }

    private static byte[] filled() {
        byte[] bytes = new byte[AuthenticatedCipher.KEY_BYTES];
        Arrays.fill(bytes, (byte) 65);
        return bytes;
    }

    private Path write(String name, String text) throws IOException {
        Path written = Files.createFile(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(written, text);
    }
}
