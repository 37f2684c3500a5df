package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStringTest {

    private static final DatabaseIdentity SERVER = new DatabaseIdentity("DB.example", 5432, "in sula", "schema_owner");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://localhost/insula",
                "postgresql://localhost:5432/insula",
                "POSTGRESQL://LOCALHOST:5432/insula",
                "postgresql://127.0.0.1:/insula",
                "postgresql://[::1]:5432/insula",
                "postgresql:///insula",
                "postgresql://app:p%40ss@localhost/insula",
                "postgresql://app:p@ss:word?#@localhost/insula",
                "postgresql://localhost/%69nsula",
                "postgresql://localhost/insula?sslmode=require&connect_timeout=3",
                "jdbc:postgresql://localhost:5432/insula?user=app&password=p",
                "postgresql+asyncpg://localhost/insula",
                "  postgresql://localhost/insula\n",
            })
    void theServersOwnDatabaseIsAcceptedHoweverItIsWritten(String text) {
        assertThat(ConnectionString.refusal(text, Formations.SERVER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://localhost:5433/insula",
                "postgresql://localhost/INSULA",
                "postgresql://db.example/insula",
                "postgresql://localhost,other/insula",
                "postgresql://localhost/insula?host=other",
                "postgresql://localhost/insula?dbname=other",
                "postgresql://localhost/insula?port=5433",
                "postgresql://localhost:99999/insula",
            })
    void anotherDatabaseIsNotActiveYet(String text) {
        assertThat(ConnectionString.refusal(text, Formations.SERVER))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("another database").contains("not active yet"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://insula_owner:pw@localhost/insula",
                "postgresql://insula%5Fowner@localhost/insula",
                "postgresql://insula_owner@elsewhere/other",
                "postgresql://insula_owner@localhost",
                "jdbc:postgresql://localhost/insula?user=insula_owner",
                "jdbc:postgresql://localhost/insula?password=x&user=insula%5fowner",
            })
    void theOwnerIsRefusedWithTheCommandToRunInstead(String text) {
        assertThat(ConnectionString.refusal(text, Formations.SERVER)).hasValueSatisfying(why -> assertThat(why)
                .endsWith("java -jar insula.jar migrate --database-url jdbc:postgresql://localhost:5432/insula"
                        + " --owner-password-file FILE")
                .doesNotContain("pw")
                .doesNotContain("elsewhere"));
    }

    @Test
    void anOwnerOfAnotherNameIsAlsoRefused() {
        assertThat(ConnectionString.refusal("postgres://schema_owner@db.example/in%20sula", SERVER))
                .hasValueSatisfying(why -> assertThat(why).contains("insula.jar migrate"));
        assertThat(ConnectionString.refusal("postgres://app@db.EXAMPLE/in%20sula", SERVER))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqlite:///memory.db",
                "sqlite:memory.db",
                "SQLite+aiosqlite:///x",
                "jdbc:sqlite:x",
                "file:x.db?mode=ro",
                ":memory:",
                "data/memory.sqlite3",
                "memory.db"
            })
    void sqliteIsRefusedWithTheReason(String text) {
        assertThat(ConnectionString.refusal(text, Formations.SERVER))
                .hasValueSatisfying(why -> assertThat(why).contains("row-level security"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost/insula",
                "host=localhost dbname=insula password=hunter2",
                "postgresql:insula",
                "postgresql://localhost:port/insula",
                "postgresql://localhost/insula/hunter2",
                "postgresql://localhost",
                "mysql://root:hunter2@localhost/insula",
                "postgresql://user:hun/ter2@localhost/insula",
                "${{",
                "%%%"
            })
    void whatCannotBeReadIsRefusedWithoutBeingRepeated(String text) {
        assertThat(ConnectionString.refusal(text, Formations.SERVER))
                .hasValueSatisfying(
                        why -> assertThat(why).doesNotContain("hunter2").doesNotContain("ter2"));
    }

    @Test
    void theResolvedStringStandsNowhereInTheReading() {
        Reading reading = Formations.readBody(
                "memory:\n  persistent:\n    connection_string: postgres://app:${{ secrets.PW }}@other/insula\n",
                Map.of("PW", "hunter2hunter2"));

        assertThat(reading.faults()).hasSize(1);
        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.toString()).doesNotContain("hunter2").doesNotContain("other/insula");
    }

    @Test
    void itsCredentialsAreNotKeptInTheFormation() {
        Optional<Formation> formation = Formations.readBody(
                        "memory:\n  persistent:\n    connection_string: postgres://app:${{ secrets.PW }}@localhost/insula\n",
                        Map.of("PW", "hunter2hunter2"))
                .formation();

        assertThat(formation).isPresent();
        assertThat(formation.toString()).doesNotContain("hunter2").doesNotContain("app:");
    }
}
