package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.Audit;
import io.insula.client.AuditEntry;
import io.insula.client.AuditHead;
import io.insula.client.AuditQuery;
import io.insula.client.AuditVerification;
import io.insula.client.InsulaUser;
import io.insula.client.Page;
import io.insula.client.PageQuery;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The trail as whoever runs a formation reads it, has it verified and takes it away. */
@ExtendWith(SharedServer.class)
class AuditIT {

    private static final Duration SEALED_WITHIN = Duration.ofSeconds(30);

    private final Door alpha;
    private final Door beta;
    private final Door gamma;
    private final String tenant = Fresh.name("acme");
    private final InsulaUser alice;
    private final Audit trail;

    AuditIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        beta = server.formation("beta");
        gamma = server.formation("gamma");
        alice = alpha.user(tenant + ":alice");
        trail = alpha.client().audit(tenant);
    }

    @Test
    void aChangeIsFoundWithWhoDidItToWhatAndFromWhere() {
        Answer made = alpha.as(tenant + ":alice", "POST", "/memories")
                .json(Map.of("content", "I prefer green tea"))
                .send();

        AuditEntry entry = only("memory.create");
        assertThat(entry.resourceType()).isEqualTo("memory");
        assertThat(entry.resourceId()).isEqualTo(made.data("/id").asText());
        assertThat(entry.actor()).startsWith("key_");
        assertThat(entry.userId()).startsWith("usr_");
        assertThat(entry.result()).isEqualTo("success");
        assertThat(entry.occurrences()).isOne();
        assertThat(entry.address()).isEqualTo("127.0.0.1");
        assertThat(entry.requestId()).isEqualTo(made.requestId());
        assertThat(entry.createdAt())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
    }

    @Test
    void whatTheGateMadeIsThereToo() {
        alice.addMemory("I prefer green tea");

        assertThat(only("user.create").address()).isEqualTo("127.0.0.1");
        assertThat(only("tenant.create").resourceId()).isEqualTo(tenant);
    }

    @Test
    void eachTenantsTrailHoldsItsOwnAndForeignTenantsLookAbsent() {
        String neighbour = Fresh.name("globex");
        String mine = alice.addMemory("I prefer green tea").id();
        String theirs =
                alpha.user(neighbour + ":alice").addMemory("I prefer green tea").id();
        beta.user(tenant + ":alice").addMemory("I prefer green tea");

        assertThat(resources(trail)).contains(mine).doesNotContain(theirs);
        assertThat(resources(alpha.client().audit(neighbour))).contains(theirs).doesNotContain(mine);
        assertThat(resources(beta.client().audit(tenant))).isNotEmpty().doesNotContain(mine, theirs);
        assertThat(resources(alpha.client().audit())).doesNotContain(mine, theirs);
        for (String path : List.of("/audit", "/audit/export", "/audit/head", "/audit/verify")) {
            String unknown = Fresh.name("none");
            assertThat(gamma.asAdmin("GET", path + "?tenant=" + tenant).send().likeness(tenant))
                    .startsWith("404")
                    .isEqualTo(gamma.asAdmin("GET", path + "?tenant=" + unknown)
                            .send()
                            .likeness(unknown));
        }
    }

    @Test
    void entriesAreFilteredAndPaged() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, alice.addMemory("My lucky number is " + i).id());
        }
        alice.deleteMemory(made.get(2));
        AuditEntry one = trail.list(AuditQuery.ofAction("memory.create"), PageQuery.of(1))
                .items()
                .get(0);

        Page<AuditEntry> first = trail.list(AuditQuery.ofAction("memory.create"), PageQuery.of(2));
        assertThat(first.hasMore()).isTrue();
        assertThat(Page.all(PageQuery.of(2), page -> trail.list(AuditQuery.ofAction("memory.create"), page)))
                .extracting(AuditEntry::resourceId)
                .containsExactlyElementsOf(made);
        assertThat(actions(query(null, null, made.get(2), null, null)))
                .containsExactly("memory.delete", "memory.create");
        assertThat(actions(query(one.actor(), one.userId(), made.get(1), "success", null)))
                .containsExactly("memory.create");
        assertThat(actions(query("key_nobody", null, null, null, null))).isEmpty();
        assertThat(actions(query(null, "usr_nobody", null, null, null))).isEmpty();
        assertThat(actions(query(null, null, null, "forbidden", null))).isEmpty();
        assertThat(actions(query(null, null, null, null, Instant.now().plusSeconds(60))))
                .isEmpty();
        assertThat(alpha.asAdmin("GET", "/audit?from=yesterday").send().faultyFields())
                .containsExactly("from");
        assertThat(alpha.asAdmin("DELETE", "/audit").send().status()).isEqualTo(405);
    }

    @Test
    void aRefusalIsWrittenThoughItsTransactionIsGone() {
        Map<String, String> words = Map.of("content", "I like green tea");
        alpha.as(tenant + ":alice", "POST", "/memories")
                .header("X-Muxi-Idempotency-Key", "key-1")
                .json(words)
                .send();
        Answer refused = alpha.as(tenant + ":alice", "POST", "/memories")
                .header("X-Muxi-Idempotency-Key", "key-1")
                .json(Map.of("content", "I like black tea"))
                .send();

        assertThat(refused.status()).isEqualTo(409);
        AuditEntry entry = only("request.refuse");
        assertThat(entry.result()).isEqualTo("conflict");
        assertThat(entry.resourceId()).isEqualTo("POST /v1/memories");
        assertThat(entry.requestId()).isEqualTo(refused.requestId());
        assertThat(entry.userId()).startsWith("usr_");
        assertThat(entry.address()).isEqualTo("127.0.0.1");
    }

    @Test
    void aKeyThatMayNotIsNamedInTheFormationsTrail() {
        String unknown = Fresh.name("none");
        Answer forbidden = gamma.as(unknown + ":alice", "GET", "/memories").send();
        Answer unauthorized =
                gamma.ask("GET", "/audit").clientKey(gamma.keys().client()).send();

        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(unauthorized.status()).isEqualTo(401);
        List<AuditEntry> refusals = gamma.client().audit().stream(AuditQuery.ofAction("request.refuse"))
                .toList();
        assertThat(refusals)
                .anySatisfy(entry -> {
                    assertThat(entry.requestId()).isEqualTo(forbidden.requestId());
                    assertThat(entry.result()).isEqualTo("forbidden");
                    assertThat(entry.actor()).startsWith("key_");
                })
                .anySatisfy(entry -> {
                    assertThat(entry.requestId()).isEqualTo(unauthorized.requestId());
                    assertThat(entry.result()).isEqualTo("unauthorized");
                });
        assertThat(refusals.toString()).doesNotContain(unknown);
    }

    @Test
    void theTrailIsTakenAwayAsLinesAndAsATable() {
        String id = alice.addMemory("I prefer green tea").id();

        List<String> lines = new ArrayList<>();
        trail.export(AuditQuery.all(), lines::add);
        Answer table = alpha.asAdmin("GET", "/audit/export?format=csv&tenant=" + tenant)
                .send();

        assertThat(lines).hasSameSizeAs(trail.stream(AuditQuery.all()).toList());
        assertThat(lines.get(lines.size() - 1)).contains("\"memory.create\"", id);
        assertThat(table.header("Content-Type")).startsWith("text/csv");
        assertThat(table.body().split("\r\n"))
                .hasSize(lines.size() + 1)
                .satisfies(rows -> assertThat(rows[0]).startsWith("id,created_at,actor,user_id,action,"))
                .satisfies(rows -> assertThat(rows[rows.length - 1]).contains(",memory.create,memory," + id + ","));
        assertThat(alpha.asAdmin("GET", "/audit/export?format=xml").send().faultyFields())
                .containsExactly("format");
    }

    @Test
    void aSealedTrailIsVerifiedAndItsHeadFoundAgain() {
        alice.addMemory("I prefer green tea");
        Patience.until("the seal", SEALED_WITHIN, () -> trail.head().unsealed() == 0);
        AuditHead head = trail.head();
        alice.addMemory("I prefer black coffee");
        Patience.until("the next seal", SEALED_WITHIN, () -> trail.head().position() > head.position());

        AuditVerification found = trail.verify(head.export());

        assertThat(found.faults()).isEmpty();
        assertThat(found.valid()).isTrue();
        assertThat(found.complete()).isTrue();
        assertThat(found.checked())
                .isEqualTo(found.sealed())
                .isEqualTo(trail.head().position());
        assertThat(trail.verify(2L, 2L).checked()).isOne();
        assertThat(alpha.asAdmin("GET", "/audit/verify?head=" + head.export())
                        .send()
                        .faultyFields())
                .containsExactly("head");
        assertThat(alpha.client().audit().verify().valid()).isTrue();
    }

    @Test
    void noWordThatAUserChoseStandsInTheTrailAndNoneIsLeftOfWhoWasErased() {
        InsulaUser person = alpha.user(tenant + ":hanna.huber@example.org");
        person.putValue("hanna.huber@example.org", "hanna.huber", true);
        person.putCollection("hanna-huber", null);
        person.setPreference("hanna-huber", true);
        List<AuditEntry> before = trail.stream(AuditQuery.all()).toList();

        person.forget();

        List<String> lines = new ArrayList<>();
        trail.export(AuditQuery.all(), lines::add);
        assertThat(lines).hasSizeGreaterThan(before.size()).noneMatch(line -> line.contains("hanna"));
        assertThat(only("value.put").resourceId()).startsWith("fp_");
        assertThat(only("user.erase").resourceId()).isEqualTo(only("value.put").userId());
    }

    private AuditEntry only(String action) {
        return trail.list(AuditQuery.ofAction(action), PageQuery.first()).items().stream()
                .reduce((a, b) -> {
                    throw new AssertionError("more than one " + action);
                })
                .orElseThrow();
    }

    private List<String> actions(AuditQuery query) {
        return trail.stream(query).map(AuditEntry::action).toList();
    }

    private static AuditQuery query(String actor, String user, String resource, String result, Instant from) {
        return new AuditQuery(null, actor, user, null, resource, result, from, null);
    }

    private static List<String> resources(Audit of) {
        return of.stream(AuditQuery.all()).map(AuditEntry::resourceId).toList();
    }
}
