package io.insula.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a superuser does to a sealed trail, the verification finds it and says which entry it was. */
class TamperedTrailIT {

    private static final String AROUND_THE_TRIGGER = "set session_replication_role = replica";
    private static final String INSERT = "insert into insula.audit_entry (tenant_id, formation_id, entry_id, user_id,"
            + " actor, action, resource_type, resource_id, result, request_id, created_at)"
            + " select tenant_id, formation_id, 'aud_new', user_id, actor, action, resource_type, 'mem_new', result,"
            + " request_id, created_at + interval '500 microseconds'";

    private TrailFixture trail;

    @BeforeEach
    void tenEntriesAreSealed() throws SQLException {
        trail = new TrailFixture().written(10).sealed();
    }

    @Test
    void anUntouchedTrailIsFoundAsItWasSealed() throws SQLException {
        ChainReport report = trail.verified();

        assertThat(report.faults()).isEmpty();
        assertThat(report.valid()).isTrue();
        assertThat(report.complete()).isTrue();
        assertThat(report.checked()).isEqualTo(10);
        assertThat(report.sealed()).isEqualTo(10);
        assertThat(report.unsealed()).isZero();
    }

    @Test
    void whatIsNotSealedYetIsReported() throws SQLException {
        trail.written(3);

        ChainReport report = trail.verified();

        assertThat(report.valid()).isTrue();
        assertThat(report.unsealed()).isEqualTo(3);
        assertThat(report.oldestUnsealed()).isNotNull();
    }

    @Test
    void eachChangedColumnIsFound() throws SQLException {
        for (String change : List.of(
                "user_id = 'usr_2'",
                "actor = 'key_2'",
                "action = 'memory.delete'",
                "resource_type = 'session'",
                "resource_id = null",
                "result = 'forbidden'",
                "occurrences = 2",
                "address = '10.0.0.2'",
                "request_id = 'req_2'",
                "created_at = created_at + interval '1 microsecond'")) {
            trail = new TrailFixture().written(10).sealed();
            trail.spoil("update insula.audit_entry set " + change + " where CHAIN and entry_id = 'aud_6'");

            assertThat(trail.faults()).as(change).containsExactly("changed 6 aud_6");
        }
    }

    @Test
    void anEntryThatWasRemovedFromTheMiddleIsMissed() throws SQLException {
        trail.spoil("delete from insula.audit_entry where CHAIN and entry_id = 'aud_6'");

        assertThat(trail.faults()).containsExactly("missing 6 aud_6");
    }

    @Test
    void anEntryThatWentTogetherWithItsLinkIsMissed() throws SQLException {
        trail.spoil(
                "delete from insula.audit_entry where CHAIN and entry_id in ('aud_6', 'aud_7')",
                "delete from insula.audit_seal where CHAIN and position in (6, 7)");

        assertThat(trail.faults()).containsExactly("missing 6 null");
    }

    @Test
    void linksThatMovedUpToCloseTheGapDoNotFollow() throws SQLException {
        trail.spoil(
                "delete from insula.audit_entry where CHAIN and entry_id = 'aud_6'",
                "delete from insula.audit_seal where CHAIN and position = 6",
                "update insula.audit_seal set position = position + 1000 where CHAIN and position > 6",
                "update insula.audit_seal set position = position - 1001 where CHAIN and position > 1000");

        assertThat(trail.faults()).contains("forged 6 aud_7", "cut 10 null");
    }

    @Test
    void theEndThatWasCutOffIsMissedByItsHead() throws SQLException {
        trail.spoil(
                "delete from insula.audit_entry where CHAIN and entry_id in ('aud_9', 'aud_10')",
                "delete from insula.audit_seal where CHAIN and position > 8");

        assertThat(trail.faults()).containsExactly("cut 9 null");
    }

    @Test
    void theEndThatWasCutOffWithItsHeadIsMissedByAnExportedOne() throws SQLException {
        SealedHead kept = trail.head();
        trail.spoil(
                "delete from insula.audit_entry where CHAIN and entry_id in ('aud_9', 'aud_10')",
                "delete from insula.audit_seal where CHAIN and position > 8",
                "delete from insula.audit_head where CHAIN and position > 8");

        assertThat(trail.faults()).isEmpty();
        assertThat(trail.faults(kept)).containsExactly("cut 9 null");

        trail.written(3).sealed();
        assertThat(trail.faults()).isEmpty();
        assertThat(trail.faults(kept)).containsExactly("forged 10 null");
    }

    @Test
    void anExportedHeadIsFoundAgainInALongerChain() throws SQLException {
        SealedHead kept = trail.head();
        trail.written(5).sealed();

        assertThat(trail.faults(kept)).isEmpty();
    }

    @Test
    void anEndThatIsCutWithinABatchHasNoSignature() throws SQLException {
        trail.spoil(
                "delete from insula.audit_entry where CHAIN and entry_id = 'aud_10'",
                "delete from insula.audit_seal where CHAIN and position > 9",
                "delete from insula.audit_head where CHAIN and position > 9");

        assertThat(trail.faults()).containsExactly("forged 9 null");
    }

    @Test
    void twoEntriesThatWereSwappedAreNamed() throws SQLException {
        trail.spoil(
                "update insula.audit_entry set entry_id = 'aud_x' where CHAIN and entry_id = 'aud_3'",
                "update insula.audit_entry set entry_id = 'aud_3' where CHAIN and entry_id = 'aud_8'",
                "update insula.audit_entry set entry_id = 'aud_8' where CHAIN and entry_id = 'aud_x'");

        assertThat(trail.faults()).containsExactly("swapped 3 aud_3", "swapped 8 aud_8");
    }

    @Test
    void twoLinksThatWereSwappedDoNotFollow() throws SQLException {
        trail.spoil(
                "update insula.audit_seal set position = 1000 where CHAIN and position = 3",
                "update insula.audit_seal set position = 3 where CHAIN and position = 6",
                "update insula.audit_seal set position = 6 where CHAIN and position = 1000");

        assertThat(trail.faults()).contains("forged 3 aud_6", "forged 6 aud_3");
    }

    @Test
    void aForgedHashIsFoundWhereItStands() throws SQLException {
        trail.spoil("update insula.audit_seal set hash = sha256('forged') where CHAIN and position = 6");

        assertThat(trail.faults()).containsExactly("forged 6 aud_6");
    }

    /** Whoever knows how links are made can make the rest of the chain anew, but not sign it. */
    @Test
    void aChainThatWasMadeAnewBehindAChangeDoesNotFitItsHeads() throws SQLException {
        trail.spoil(
                "update insula.audit_entry set action = 'memory.read' where CHAIN and entry_id = 'aud_6'",
                "delete from insula.audit_seal where CHAIN and position > 5",
                "insert into insula.audit_pending select tenant_id, formation_id, created_at, entry_id"
                        + " from insula.audit_entry e where CHAIN and not exists (select from insula.audit_seal s"
                        + " where s.tenant_id = e.tenant_id and s.formation_id = e.formation_id"
                        + " and s.entry_id = e.entry_id)",
                "delete from insula.audit_head where CHAIN and position > 5");
        TrailFixture forger = trail.withOtherKeys();
        forger.sealed();

        assertThat(trail.faults()).contains("forged 10 null");
        assertThat(forger.faults()).isEmpty();
    }

    @Test
    void anEntryThatWasPutInPastTheTriggerIsInNoChain() throws SQLException {
        trail.spoil(AROUND_THE_TRIGGER, INSERT + " from insula.audit_entry where CHAIN and entry_id = 'aud_6'");

        assertThat(trail.faults()).containsExactly("inserted null aud_new");
    }

    @Test
    void anEntryThatWasPutInBetweenByNumberingTheLinksAnewDoesNotFollow() throws SQLException {
        trail.spoil(
                AROUND_THE_TRIGGER,
                INSERT + " from insula.audit_entry where CHAIN and entry_id = 'aud_6'",
                "update insula.audit_seal set position = position + 1000 where CHAIN and position > 6",
                "update insula.audit_seal set position = position - 999 where CHAIN and position > 1000",
                "insert into insula.audit_seal select tenant_id, formation_id, 7, 'aud_new', digest, hash"
                        + " from insula.audit_seal where CHAIN and position = 6");

        assertThat(trail.faults()).contains("forged 7 aud_new", "changed 7 aud_new");
    }

    @Test
    void anEntryThatIsDatedBackIsSealedAtTheEndAndToldToBeLate() throws SQLException {
        trail.spoil((INSERT + " from insula.audit_entry where CHAIN and entry_id = 'aud_6'")
                .replace("interval '500 microseconds'", "interval '-1 hour'"));
        trail.sealed();

        assertThat(trail.faults()).containsExactly("late 11 aud_new");
    }

    @Test
    void anEntryThatWentBeforeItWasSealedIsMissed() throws SQLException {
        trail.written(2);
        trail.spoil("delete from insula.audit_entry where CHAIN and entry_id = 'aud_11'");

        assertThat(trail.faults()).containsExactly("missing null aud_11");
        trail.sealed();
        assertThat(trail.faults()).containsExactly("missing null aud_11");
    }

    @Test
    void aBeginningThatWasCutOffIsNoPruning() throws SQLException {
        trail.spoil(
                "delete from insula.audit_entry where CHAIN and entry_id in ('aud_1', 'aud_2', 'aud_3', 'aud_4')",
                "delete from insula.audit_seal where CHAIN and position <= 4");

        assertThat(trail.faults()).containsExactly("missing 1 null");
    }

    @Test
    void aRangeIsLookedAtByItself() throws SQLException {
        trail.spoil(
                "update insula.audit_entry set action = 'memory.read' where CHAIN and entry_id in ('aud_2', 'aud_6')");

        ChainReport report = trail.verified(5, 8, null);

        assertThat(report.checked()).isEqualTo(4);
        assertThat(report.faults()).extracting(ChainFault::entryId).containsExactly("aud_6");
        assertThat(trail.verified(7, 9, null).valid()).isTrue();
    }
}
