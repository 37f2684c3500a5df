package io.insula.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.postgres.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vault is kept in order in a real PostgreSQL while others use it, and whatever happens on the way. */
class VaultMaintenanceIT {

    private static final String MASTERS = "select distinct master_id from insula.vault_key";

    @TempDir
    Path directory;

    private final TestDatabase database = TestDatabase.instance();
    private final List<String> said = new ArrayList<>();
    private Vaults vaults;

    @BeforeEach
    void theVaultIsEmpty() throws SQLException {
        Vaults.empty();
        vaults = new Vaults(directory);
    }

    @Test
    void everyWrappedSecretHangsOnTheNewKeyAndOpens() throws SQLException {
        vaults.keep(0, 20);

        rotate();

        assertThat(Vaults.look(MASTERS)).containsExactly(vaults.keys().active().id());
        assertThat(check()).isTrue();
        assertThat(said).contains("20 of 20 wrapped anew", "20 secrets opened, 0 failed");
        assertThat(vaults.keys().byId()).hasSize(2);
    }

    @Test
    void aKilledRotationGoesOnWithTheSameKey() throws Exception {
        vaults.keep(0, 1_500);
        ProcessBuilder rotation = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RotationProcess.class.getName(),
                        database.url(),
                        vaults.file().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        rotation.environment().put("OWNER_PASSWORD", database.ownerPassword());

        killAtTheFirstProgress(rotation.start());

        String key = vaults.keys().active().id();
        assertThat(Vaults.look(MASTERS)).containsExactlyInAnyOrder("one", key);
        assertThat(check()).isTrue();
        rotate();
        assertThat(vaults.keys().active().id()).isEqualTo(key);
        assertThat(Vaults.look(MASTERS)).containsExactly(key);
        assertThat(check()).isTrue();
        assertThat(said).contains("Going on with the key " + key, "1500 secrets opened, 0 failed");
    }

    @Test
    void whatIsWrittenMeanwhileIsNotLost() throws Exception {
        vaults.keep(0, 600);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger next = new AtomicInteger(600);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                try {
                    int number = next.getAndIncrement();
                    vaults.keep(number, number + 1);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        rotate();
        rotate();
        done.set(true);
        writer.join();

        dropOld();

        assertThat(next.get()).isGreaterThan(600);
        assertThat(vaults.keys().byId()).containsOnlyKeys(vaults.keys().active().id());
        assertThat(check()).isTrue();
        assertThat(said).contains(next.get() + " secrets opened, 0 failed");
    }

    @Test
    void whatDoesNotOpenIsNamedAndKeepsTheOldKeys() throws SQLException {
        vaults.keep(0, 3);
        Vaults.run("update insula.vault_key set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)"
                + " where user_id = 'usr_1'");

        assertThatExceptionOfType(VaultMaintenanceException.class)
                .isThrownBy(this::rotate)
                .withMessageContaining("1 wrapped secrets do not open");
        assertThatExceptionOfType(VaultMaintenanceException.class).isThrownBy(this::dropOld);

        assertThat(vaults.keys().byId()).hasSize(2);
        assertThat(check()).isFalse();
        assertThat(said)
                .contains(
                        "does not open: vaulted, tenant tnt_vaulted, user usr_1, cred_1", "2 secrets opened, 1 failed");
    }

    @Test
    void whatDoesNotOpenKeepsNothingElseFromAnotherKey() throws SQLException {
        vaults.keep(0, 3);
        Vaults.run("update insula.vault_key set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)"
                + " where user_id = 'usr_1'");
        assertThatExceptionOfType(VaultMaintenanceException.class).isThrownBy(this::rotate);
        String first = vaults.keys().active().id();

        assertThatExceptionOfType(VaultMaintenanceException.class).isThrownBy(this::rotate);

        String second = vaults.keys().active().id();
        assertThat(second).isNotEqualTo(first);
        assertThat(Vaults.look(MASTERS)).containsExactlyInAnyOrder("one", second);
        assertThat(vaults.keys().byId()).containsOnlyKeys("one", first, second);
    }

    @Test
    void aSecondRotationIsRefusedWhileOneRuns() throws Exception {
        vaults.keep(0, 3);
        Path copy = Files.copy(vaults.file(), directory.resolve("copy.keys"), StandardCopyOption.COPY_ATTRIBUTES);
        List<String> refusals = new ArrayList<>();

        VaultMaintenance.rotate(database.url(), database.ownerPassword(), vaults.file(), false, said -> {
            for (Path file : List.of(vaults.file(), copy)) {
                refusals.add(refusal(file));
            }
        });

        assertThat(refusals).isNotEmpty().allMatch(refusal -> refusal.startsWith("Another rotation of this vault"));
        assertThat(vaults.keys().byId()).hasSize(2);
        assertThat(check()).isTrue();
        rotate();
        assertThat(vaults.keys().byId()).hasSize(3);
    }

    @Test
    void whoeverRotatesAtOnceLosesNoSecret() throws Exception {
        vaults.keep(0, 40);
        CyclicBarrier barrier = new CyclicBarrier(2);
        List<CompletableFuture<String>> both = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                    try {
                        barrier.await();
                    } catch (InterruptedException | BrokenBarrierException e) {
                        throw new IllegalStateException(e);
                    }
                    return refusal(vaults.file());
                }))
                .limit(2)
                .toList();

        for (CompletableFuture<String> each : both) {
            assertThat(each.get()).matches("|Another rotation of this vault.*");
        }
        assertThat(check()).isTrue();
        assertThat(vaults.keys().byId()).containsKeys(Vaults.look(MASTERS).toArray(String[]::new));
    }

    @Test
    void twoKeysOfOneNameAreNoticedBeforeTheOldOnesGo() throws SQLException, IOException {
        vaults.keep(0, 3);
        Files.writeString(
                vaults.file(),
                "active=one\none=" + Base64.getEncoder().encodeToString(AuthenticatedCipher.random(32)) + "\n");
        vaults.keep(3, 4);

        assertThatExceptionOfType(VaultMaintenanceException.class)
                .isThrownBy(this::dropOld)
                .withMessageContaining("3 wrapped secrets do not open");
    }

    @Test
    void aFileThatOpensNothingGetsNoKey() throws SQLException, IOException {
        vaults.keep(0, 3);
        String other = "active=one\none=" + Base64.getEncoder().encodeToString(AuthenticatedCipher.random(32)) + "\n";
        Files.writeString(vaults.file(), other);

        assertThatExceptionOfType(VaultMaintenanceException.class)
                .isThrownBy(this::rotate)
                .withMessageContaining("None of the 3 wrapped secrets opens");

        assertThat(vaults.file()).hasContent(other);
    }

    @Test
    void whatANodeWrapsLateWithAnOldKeyBringsTheOldKeysBack() throws SQLException {
        vaults.keep(0, 1);
        MasterKey old = vaults.keys().active();
        rotate();
        byte[] wrapped = Vaults.bytes("select wrapped from insula.vault_key");
        byte[] secret = vaults.keys().active().unwrap(wrapped, Vaults.user(0), 1);

        assertThatExceptionOfType(VaultMaintenanceException.class)
                .isThrownBy(() ->
                        VaultMaintenance.rotate(database.url(), database.ownerPassword(), vaults.file(), true, line -> {
                            if (line.contains("looking once more")) {
                                Vaults.wrapAgain(old.id(), old.wrap(secret, Vaults.user(0), 1));
                            }
                        }))
                .withMessageContaining("all keys were put back");

        assertThat(vaults.keys().byId()).hasSize(2);
        assertThat(check()).isTrue();
        dropOld();
        assertThat(vaults.keys().byId()).hasSize(1);
        assertThat(check()).isTrue();
    }

    @Test
    void rowsThatChangedPlacesDoNotOpen() throws SQLException {
        vaults.keep(0, 2);
        Vaults.run("update insula.credential_sealed s set nonce = o.nonce, sealed = o.sealed"
                + " from insula.credential_sealed o where o.credential_id <> s.credential_id");
        assertThat(check()).isFalse();
        assertThat(said).contains("0 secrets opened, 2 failed");
    }

    @Test
    void aRenamedOrOlderCredentialDoesNotOpen() throws SQLException {
        vaults.keep(0, 2);
        Vaults.run("update insula.credential set name = 'work' where credential_id = 'cred_0'");
        Vaults.run("update insula.credential set version = 2 where credential_id = 'cred_1'");
        assertThat(check()).isFalse();
        assertThat(said).contains("0 secrets opened, 2 failed");
    }

    @Test
    void whatWasCopiedBeforeShreddingOpensNoMore() throws SQLException {
        vaults.keep(0, 2);
        String copy = "from insula.credential_sealed where credential_id = 'cred_0'";
        Sealed sealed = new Sealed(Vaults.bytes("select nonce " + copy), Vaults.bytes("select sealed " + copy));
        assertThat(opened(sealed)).isEqualTo(Vaults.PLAIN);

        VaultMaintenance.shred(database.url(), database.ownerPassword(), "vaulted", "vaulted", said::add);

        assertThat(said).containsExactly("2 keys of users shredded, 2 credentials removed");
        assertThat(Vaults.look("select user_id from insula.vault_key")).isEmpty();
        assertThat(Vaults.look("select credential_id from insula.credential_sealed"))
                .isEmpty();
        vaults.keep(0, 1);
        assertThatExceptionOfType(BrokenSealException.class).isThrownBy(() -> opened(sealed));
        assertThatExceptionOfType(VaultMaintenanceException.class)
                .isThrownBy(() -> VaultMaintenance.shred(
                        database.url(), database.ownerPassword(), "vaulted", "nobody", said::add))
                .withMessageContaining("no tenant 'nobody'");
    }

    @Test
    void whatWasCopiedBeforeAUserWasErasedOpensNoMore() throws SQLException {
        vaults.keep(0, 2);
        String copy = "from insula.credential_sealed where credential_id = 'cred_0'";
        Sealed sealed = new Sealed(Vaults.bytes("select nonce " + copy), Vaults.bytes("select sealed " + copy));
        assertThat(opened(sealed)).isEqualTo(Vaults.PLAIN);

        Vaults.erase(0);

        assertThat(Vaults.look("select user_id from insula.vault_key")).containsExactly("usr_1");
        assertThat(Vaults.look("select credential_id from insula.credential_sealed"))
                .containsExactly("cred_1");
        vaults.keep(0, 1);
        Vaults.putBack(0, sealed);
        assertThatExceptionOfType(BrokenSealException.class).isThrownBy(() -> opened(sealed));
        assertThat(check()).isFalse();
        assertThat(said)
                .contains(
                        "does not open: vaulted, tenant tnt_vaulted, user usr_0, cred_0", "1 secrets opened, 1 failed");
    }

    /** With all that the database holds and the master keys. */
    private byte[] opened(Sealed sealed) throws SQLException {
        byte[] wrapped = Vaults.bytes("select wrapped from insula.vault_key where user_id = 'usr_0'");
        return vaults.keys().active().open(wrapped, Vaults.user(0), 1).open(sealed, Vaults.label(0));
    }

    private static void killAtTheFirstProgress(Process process) throws IOException, InterruptedException {
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.lines().anyMatch(line -> line.endsWith("wrapped anew")))
                    .isTrue();
            process.destroyForcibly();
            assertThat(process.waitFor()).isNotZero();
        }
    }

    private void rotate() {
        VaultMaintenance.rotate(database.url(), database.ownerPassword(), vaults.file(), false, said::add);
    }

    /** Why a rotation was refused; empty if it was not. */
    private String refusal(Path file) {
        try {
            VaultMaintenance.rotate(database.url(), database.ownerPassword(), file, false, line -> {});
            return "";
        } catch (VaultMaintenanceException e) {
            return e.getMessage();
        }
    }

    private void dropOld() {
        VaultMaintenance.rotate(database.url(), database.ownerPassword(), vaults.file(), true, said::add);
    }

    private boolean check() {
        return VaultMaintenance.check(database.url(), database.ownerPassword(), vaults.file(), said::add);
    }
}
