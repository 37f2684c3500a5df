package io.insula.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.LocalDate;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyringTest {

    private static final Owner ALICE = new Owner("alpha", "tnt_1", "usr_1");
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
    void theActiveKeyWrapsAndAllOpen() {
        MasterKeyring masters = keyring(file);
        byte[] wrapped = masters.active().wrap(new byte[32], ALICE, 1);
        String added = new KeyFile(file.toString()).add(LocalDate.parse("2026-01-31"));

        assertThat(masters.active().id()).isEqualTo(added).startsWith("2026-01-31-");
        assertThat(masters.named("one").unwrap(wrapped, ALICE, 1)).isEqualTo(new byte[32]);
        assertThat(masters.fault()).isEmpty();
    }

    @Test
    void aKeyThatIsNotThereIsTheOperatorsMatter() {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> keyring(file).named("two"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }

    @Test
    void whatDoesNotOpenIsAnsweredLikeAKeyThatIsNotThere() {
        MasterKeyring masters = keyring(file);
        byte[] wrapped = masters.active().wrap(new byte[32], ALICE, 1);

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> masters.open("one", wrapped, ALICE, 2))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }

    @Test
    void aFileThatTurnsBadLeavesTheKeysThatWereRead() throws IOException {
        MasterKeyring masters = keyring(file);
        assertThat(masters.active().id()).isEqualTo("one");

        Files.writeString(file, "active=two\n");

        assertThat(masters.active().id()).isEqualTo("one");
        assertThat(masters.fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("active=<id>"));
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws IOException {
        open(file, "rw-r-----");

        assertThat(keyring(file).fault()).contains("The file " + file + " is open to others; run chmod 600 " + file);
    }

    @Test
    void aFileThatIsOpenedToOthersIsNoticedAndSoIsThatItWasMended() throws IOException {
        MasterKeyring masters = keyring(file);
        assertThat(masters.fault()).isEmpty();

        open(file, "rw-rw-rw-");
        assertThat(masters.fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("is open to others"));
        assertThat(masters.active().id()).isEqualTo("one");

        open(file, "rw-------");
        assertThat(masters.fault()).isEmpty();
    }

    @Test
    void whatIsWrongWithAFileIsLookedAtAgainWhateverMendedIt() throws IOException {
        Path password = write("password", "wrong\n");
        Path keystore = keystore(AuthenticatedCipher.random(AuthenticatedCipher.KEY_BYTES));
        MasterKeyring masters =
                new MasterKeyring(new MasterKeyConfiguration("none", keystore.toString(), password.toString(), "one"));
        Files.writeString(password, "changeit\n");
        assertThat(masters.fault()).isEmpty();
        Files.writeString(password, "wrong\n");
        Files.setLastModifiedTime(keystore, FileTime.fromMillis(1));
        assertThat(masters.fault()).isPresent();

        Files.writeString(password, "changeit\n");

        assertThat(masters.fault()).isEmpty();
    }

    @Test
    void withoutKeysTheMessageSaysWhatToSet() {
        MasterKeyring none = new MasterKeyring(new MasterKeyConfiguration("none", "none", "none", "none"));

        assertThat(none.fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("insula.vault.keys", "insula.vault.keystore"));
    }

    @Test
    void aKeystoreServesAsWell() throws IOException {
        Path password = write("password", "changeit\n");
        byte[] key = Base64.getDecoder().decode(KEY);
        Path keystore = keystore(key);

        MasterKeyring masters =
                new MasterKeyring(new MasterKeyConfiguration("none", keystore.toString(), password.toString(), "one"));
        byte[] wrapped = keyring(file).active().wrap(new byte[32], ALICE, 1);

        assertThat(masters.active().unwrap(wrapped, ALICE, 1)).isEqualTo(new byte[32]);
        assertThat(new MasterKeyring(
                                new MasterKeyConfiguration("none", keystore.toString(), password.toString(), "two"))
                        .fault())
                .isPresent();
    }

    private Path keystore(byte[] key) throws IOException {
        Path keystore = write("vault.p12", "");
        try (OutputStream out = Files.newOutputStream(keystore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setEntry(
                    "one",
                    new KeyStore.SecretKeyEntry(new SecretKeySpec(key, "AES")),
                    new KeyStore.PasswordProtection("changeit".toCharArray()));
            store.store(out, "changeit".toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return keystore;
    }

    private static void open(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static MasterKeyring keyring(Path keys) {
        return new MasterKeyring(new MasterKeyConfiguration(keys.toString(), "none", "none", "none"));
    }

    private Path write(String name, String text) throws IOException {
        Path written = Files.createFile(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(written, text);
    }
}
