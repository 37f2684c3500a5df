package io.insula.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.postgres.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server knows without being asked for a secret that its keys are not those of its database. */
class VaultFitnessIT {

    @TempDir
    Path directory;

    private Vaults vaults;
    private VaultFitness fitness;

    @BeforeEach
    void theVaultIsEmpty() throws SQLException {
        Vaults.empty();
        vaults = new Vaults(directory);
        VaultWitnesses witnesses = new VaultWitnesses(TestDatabase.instance().appDataSource());
        fitness = new VaultFitness(
                new MasterKeyring(new MasterKeyConfiguration(vaults.file().toString(), "none", "none", "none")),
                witnesses);
    }

    @AfterEach
    void leaveNothingToOtherTests() throws SQLException {
        Vaults.empty();
    }

    @Test
    void keysThatOpenWhatIsThereAreFit() throws SQLException {
        assertThat(fitness.fault()).isEmpty();

        vaults.keep(0, 5);

        assertThat(fitness.fault()).isEmpty();
    }

    @Test
    void aKeyThatIsMissingIsNoticed() throws SQLException, IOException {
        vaults.keep(0, 5);

        write("two");

        assertThat(fitness.fault()).contains("a master key that secrets are wrapped with is not among this node's");
    }

    @Test
    void anotherKeyOfTheSameNameIsNoticed() throws SQLException, IOException {
        vaults.keep(0, 5);

        write("one");

        assertThat(fitness.fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("is another one than that of its name"));
    }

    @Test
    void aSecretThatWasSpoiltSaysNothingAboutTheKeys() throws SQLException {
        vaults.keep(0, 3);

        Vaults.run("update insula.vault_key set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)"
                + " where user_id = 'usr_1'");

        assertThat(fitness.fault()).isEmpty();
    }

    @Test
    void theKeyOfAFormationsSecretsIsLookedAtToo() throws SQLException {
        byte[] wrapped = vaults.keys()
                .active()
                .wrap(AuthenticatedCipher.random(AuthenticatedCipher.KEY_BYTES), Owner.formation(Vaults.FORMATION), 1);
        Vaults.run("insert into insula.formation_key values ('" + Vaults.FORMATION + "', 1, 'one', '\\x"
                + HexFormat.of().formatHex(wrapped) + "', 1, 1, now())");
        Optional<String> before = fitness.fault();

        Vaults.run("update insula.formation_key set master_id = 'lost'");

        assertThat(before).isEmpty();
        assertThat(fitness.fault()).isPresent();
    }

    private void write(String id) throws IOException {
        String key = Base64.getEncoder().encodeToString(AuthenticatedCipher.random(AuthenticatedCipher.KEY_BYTES));
        Files.writeString(vaults.file(), "active=" + id + '\n' + id + '=' + key + '\n');
    }
}
