package io.insula.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.postgres.AuditPruning;
import io.insula.postgres.PostgresException;
import io.insula.postgres.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old evidence is removed by whole batches; what stays is verified from there on. */
class PrunedTrailIT {

    private final TrailFixture trail = new TrailFixture();
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void eightOfTwelveEntriesAreOld() throws SQLException {
        trail.written(12).sealed().joined();
        trail.spoil("update insula.audit_head set sealed_at = '2020-01-01' where CHAIN and position <= 8");
    }

    @Test
    void whatIsLeftIsVerifiedFromTheLastHeadBehindWhichAllIsGone() throws SQLException {
        trail.resign();
        SealedHead kept = trail.headAt(4);

        assertThat(prune()).isEqualTo(8);

        assertThat(trail.entries()).hasSize(5).contains("aud_9", "aud_10", "aud_11", "aud_12");
        assertThat(trail.faults()).isEmpty();
        assertThat(trail.faults(kept)).isEmpty();
        ChainReport report = trail.verified();
        assertThat(report.pruned()).isEqualTo(8);
        assertThat(report.checked()).isEqualTo(4);
        assertThat(trail.look("select action || ' ' || resource_id || ' ' || occurrences from insula.audit_entry"
                        + " where CHAIN and actor = 'owner'"))
                .containsExactly("audit.prune 8 8");
        assertThat(said).hasSize(1);
        trail.written(3).sealed();
        assertThat(trail.faults()).isEmpty();
    }

    @Test
    void itIsDoneOnce() throws SQLException {
        trail.resign();
        prune();

        assertThat(prune()).isZero();
        assertThat(trail.faults()).isEmpty();
    }

    @Test
    void aTrailOfWhichAllIsOldGoesOnBehindItsLastHead() throws SQLException {
        trail.spoil("update insula.audit_head set sealed_at = '2020-01-01' where CHAIN");
        trail.resign();
        assertThat(prune()).isEqualTo(12);
        assertThat(trail.faults()).isEmpty();

        trail.sealed();

        assertThat(trail.faults()).isEmpty();
        assertThat(trail.verified().sealed()).isEqualTo(13);
        assertThat(trail.verified().pruned()).isEqualTo(12);
    }

    @Test
    void whoeverRemovesMoreThanThePruningTellsIsFound() throws SQLException {
        trail.resign();
        prune();
        trail.spoil(
                "delete from insula.audit_entry where CHAIN and entry_id in ('aud_9', 'aud_10', 'aud_11', 'aud_12')",
                "delete from insula.audit_seal where CHAIN and position <= 12");

        assertThat(trail.faults()).containsExactly("missing 1 null");
    }

    @Test
    void aTrailThatWasTamperedWithIsLeftAsItIs() throws SQLException {
        trail.spoil("delete from insula.audit_entry where CHAIN and entry_id = 'aud_3'");

        assertThatExceptionOfType(PostgresException.class)
                .isThrownBy(this::prune)
                .withMessageContaining("not as it was sealed");
        assertThat(trail.entries()).hasSize(11);
    }

    @Test
    void entriesOfOthersStay() throws SQLException {
        TrailFixture other = new TrailFixture().written(4).sealed().joined();
        other.spoil("update insula.audit_head set sealed_at = '2020-01-01' where CHAIN");

        prune();

        assertThat(other.entries()).hasSize(4);
        assertThatExceptionOfType(PostgresException.class)
                .isThrownBy(() -> prune("nobody"))
                .withMessageContaining("nobody");
    }

    private long prune() {
        return prune(trail.slug());
    }

    private long prune(String slug) {
        TestDatabase database = TestDatabase.instance();
        return new AuditPruning(database.url(), database.ownerPassword(), said::add)
                .prune(Instant.parse("2021-01-01T00:00:00Z"), Optional.of(slug));
    }
}
