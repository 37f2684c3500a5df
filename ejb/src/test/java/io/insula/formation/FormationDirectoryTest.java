package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormationDirectoryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "jdbc:postgresql://db.example:5433/insula db.example 5433 insula",
                "jdbc:postgresql://db_one/insula?ssl=true db_one 5432 insula",
                "jdbc:postgresql://one:5433,two:5434/insula one 5433 insula",
                "jdbc:postgresql://[::1]:5433/insula ::1 5433 insula",
                "jdbc:postgresql:insula localhost 5432 insula",
                "jdbc:postgresql://db/ db 5432 insula_app"
            })
    void readsAddressesAsTheDriverDoes(String url, String host, int port, String name) {
        assertThat(FormationDirectory.identity(url, "insula_app"))
                .isEqualTo(new DatabaseIdentity(host, port, name, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:mysql://db/insula", "postgresql://db/secret", "jdbc:postgresql://db:secret/insula", ""})
    void saysWhatAnAddressMustLookLike(String url) {
        assertThatThrownBy(() -> FormationDirectory.identity(url, "insula_app"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("jdbc:postgresql://host:port/database")
                .hasMessageNotContaining("secret");
    }
}
