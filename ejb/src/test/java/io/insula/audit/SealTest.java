package io.insula.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealTest {

    private static final Chain ACME = new Chain("alpha", "tnt_acme");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.000001Z");
    private static final AuditEntry ENTRY = new AuditEntry(
            "aud_1", NOON, "key_1", "usr_1", "memory.create", "memory", "mem_1", "success", 1, "10.0.0.1", "req_1");

    private final SigningKeys keys = keys();

    @Test
    void eachColumnCounts() {
        List<String> digests = List.of(
                Seal.digest(ACME, ENTRY),
                Seal.digest(new Chain("beta", "tnt_acme"), ENTRY),
                Seal.digest(new Chain("alpha", "tnt_globex"), ENTRY),
                altered("createdAt", NOON.plusNanos(1_000)),
                altered("actor", "key_2"),
                altered("userId", null),
                altered("userId", ""),
                altered("userId", "usr_2"),
                altered("action", "memory.delete"),
                altered("action", "memory.creat"),
                altered("resourceType", "memor"),
                altered("resourceType", "ymemory"),
                altered("resourceId", null),
                altered("result", "forbidden"),
                altered("occurrences", 2),
                altered("address", "10.0.0.2"),
                altered("requestId", "req_2"));

        assertThat(digests).doesNotHaveDuplicates();
        assertThat(altered("actor", "key_1")).isEqualTo(digests.get(0));
    }

    @Test
    void theIdIsNamedByTheLinkInsteadSoThatSwappedContentsAreToldFromChangedOnes() {
        assertThat(altered("id", "aud_2")).isEqualTo(Seal.digest(ACME, ENTRY));
        assertThat(Seal.NONE.next(ACME, alteredEntry("id", "aud_2")).hash())
                .isNotEqualTo(Seal.NONE.next(ACME, ENTRY).hash());
    }

    @Test
    void aLinkFollowsTheOneBeforeAndNoOther() {
        Seal first = Seal.NONE.next(ACME, ENTRY);
        Seal second = first.next(ACME, ENTRY);

        assertThat(first.position()).isOne();
        assertThat(second.follows(first)).isTrue();
        assertThat(second.follows(Seal.NONE)).isFalse();
        assertThat(new Seal(3, second.entryId(), second.digest(), second.hash()).follows(first))
                .isFalse();
    }

    @Test
    void aHeadComesBackAsItWasExported() {
        SealedHead head = keys.sign(ACME, new SealedHead(7, 3, Seal.NONE.hash(), NOON, "", ""));

        assertThat(SealedHead.read(head.export())).contains(head);
        assertThat(keys.verifies(ACME, head)).isTrue();
    }

    @Test
    void aHeadSpeaksForItsOwnChainAndOnlyAsItWasSigned() {
        SealedHead head = keys.sign(ACME, new SealedHead(7, 3, Seal.NONE.hash(), NOON, "", ""));

        assertThat(keys.verifies(new Chain("alpha", "tnt_globex"), head)).isFalse();
        assertThat(keys.verifies(ACME, new SealedHead(8, 3, head.hash(), NOON, head.keyId(), head.signature())))
                .isFalse();
        assertThat(keys().verifies(ACME, head)).isFalse();
    }

    @Test
    void aKeyOfFormerTimesStillVerifies() {
        SealedHead head = keys.sign(ACME, new SealedHead(7, 3, Seal.NONE.hash(), NOON, "", ""));
        SigningKeys renewed = new SigningKeys();
        renewed.read(SigningKeys.fresh() + keys.publicKey(head.keyId()) + "\n");

        assertThat(renewed.verifies(ACME, head)).isTrue();
        assertThat(renewed.sign(ACME, head).keyId()).isNotEqualTo(head.keyId());
    }

    @Test
    void whatIsNoHeadIsNotRead() {
        assertThat(List.of("", "iah1", "iah1.1.1.00.1.00.x", "iah1.0.1." + Seal.NONE.hash() + ".1.00.x"))
                .allSatisfy(text -> assertThat(SealedHead.read(text)).isEqualTo(Optional.empty()));
    }

    private static SigningKeys keys() {
        SigningKeys made = new SigningKeys();
        made.read(SigningKeys.fresh());
        return made;
    }

    private static String altered(String column, Object value) {
        return Seal.digest(ACME, alteredEntry(column, value));
    }

    /** The same entry with one column of another value. */
    private static AuditEntry alteredEntry(String column, Object value) {
        try {
            RecordComponent[] columns = AuditEntry.class.getRecordComponents();
            Class<?>[] types = new Class<?>[columns.length];
            Object[] values = new Object[columns.length];
            for (int i = 0; i < columns.length; i++) {
                types[i] = columns[i].getType();
                values[i] = columns[i].getName().equals(column)
                        ? value
                        : columns[i].getAccessor().invoke(ENTRY);
            }
            return AuditEntry.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
