package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.access.KeyStore;
import io.insula.chat.SessionService;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PageRequest;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.tenant.CurrentTenant;
import io.insula.tenant.TenantContext;
import io.insula.work.WorkLostException;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Work that was queued is done by the node's own workers, for whoever asked and for nobody else. */
class WorkIT extends InContainer {

    private static final PageRequest PAGE = new PageRequest(200, 0, null);

    @Inject
    private Door door;

    @Inject
    private Orders orders;

    @Inject
    private Errands errands;

    @Inject
    private SessionService sessions;

    @Inject
    private CurrentTenant current;

    @Inject
    private KeyStore keys;

    @Test
    void workIsDoneOnBehalfOfWhoeverAskedForIt() {
        for (String tenant : List.of("work-one", "work-two")) {
            errands.when(
                    tenant,
                    item -> current.context().tenantSlug() + " "
                            + sessions.list(PAGE).items().size());
        }
        door.user("work-one", "u", () -> sessions.create());
        door.user("work-one", "u", () -> orders.add("work-one"));
        door.user("work-two", "u", () -> orders.add("work-two"));

        assertThat(errands.nextOf("work-one")).isEqualTo("work-one 1");
        assertThat(errands.nextOf("work-two")).isEqualTo("work-two 0");
        assertGone("work-one");
    }

    @Test
    void workOfATransactionThatDidNotCommitIsNeverDone() {
        errands.when("undone", item -> "done");
        errands.when("done", item -> "done");
        door.user("work-three", "u", () -> {
            assertThatExceptionOfType(EJBException.class).isThrownBy(() -> orders.addAndThinkBetterOfIt("undone"));
            return orders.add("done");
        });
        assertThat(errands.nextOf("done")).isEqualTo("done");
        assertThat(errands.nothingHappenedTo("undone")).isTrue();
    }

    @Test
    void workOfARevokedKeyIsCancelledAndSaysSo() throws Exception {
        String first = renewedKey();
        CountDownLatch revoked = new CountDownLatch(1);
        errands.when("revoked", item -> {
            revoked.await(30, TimeUnit.SECONDS);
            return "saw " + sessions.list(PAGE).items().size();
        });
        String id = door.userWith(first, "work-four", "u", () -> orders.add("revoked"));
        renewedKey();
        revoked.countDown();

        assertThat(errands.nextOf("revoked")).isEqualTo("REVOKED UNAUTHORIZED");
        assertThat(settled(id)).containsExactly("cancelled UNAUTHORIZED");
    }

    @Test
    void whatCannotSucceedIsGivenUpAtOnceAndWhatMayIsTriedAgain() {
        errands.when("hopeless", item -> {
            throw PlatformException.notFound("It");
        });
        errands.when("shy", item -> {
            if (item.attempt() == 1) {
                throw new PlatformException(ErrorCode.SERVICE_UNAVAILABLE, "Not now");
            }
            return "attempt " + item.attempt();
        });
        door.user("work-five", "u", () -> orders.add("hopeless"));
        door.user("work-five", "u", () -> orders.add("shy"));

        assertThat(errands.nextOf("hopeless")).isEqualTo("FAILED RESOURCE_NOT_FOUND");
        assertThat(errands.nextOf("shy")).isEqualTo("attempt 2");
    }

    @Test
    void whoeverLostTheWorkCannotFinishIt() {
        errands.when("late", item -> {
            if (item.attempt() > 1) {
                return "attempt " + item.attempt();
            }
            superuser.rows(
                    "update insula.work set lease = lease + 1, due = now() where work_id = ? returning work_id",
                    item.id());
            assertThatExceptionOfType(WorkLostException.class).isThrownBy(() -> orders.finish(item));
            return "refused";
        });
        door.user("work-six", "u", () -> orders.add("late"));

        assertThat(errands.nextOf("late")).isEqualTo("refused");
        assertThat(errands.nextOf("late")).isEqualTo("attempt 2");
    }

    @Test
    void whatIsCancelledIsLostToWhoeverWorksOnIt() {
        CountDownLatch begun = new CountDownLatch(1);
        errands.when("cancelled", item -> {
            begun.countDown();
            while (!item.isLost()) {
                Thread.sleep(20);
            }
            return "noticed";
        });
        door.user("work-seven", "u", () -> {
            String id = orders.add("cancelled");
            begun.await(30, TimeUnit.SECONDS);
            return assertThat(orders.cancel(id)).isTrue();
        });
        assertThat(errands.nextOf("cancelled")).isEqualTo("noticed");
    }

    /** How the work ended, once the transaction that tells its handler so has committed. */
    private List<String> settled(String id) throws InterruptedException {
        String end = "select state || ' ' || last_error from insula.work where work_id = ? and state <> 'running'";
        List<String> rows = superuser.rows(end, id);
        for (Instant last = Instant.now().plusSeconds(30);
                rows.isEmpty() && Instant.now().isBefore(last); ) {
            Thread.sleep(20);
            rows = superuser.rows(end, id);
        }
        return rows;
    }

    private void assertGone(String payload) {
        assertThat(superuser.rows(
                        "select 1 from insula.work_payload where payload = ? and work_id not in"
                                + " (select work_id from insula.work where state = 'running')",
                        payload))
                .isEmpty();
    }

    private String renewedKey() {
        String key = PublicId.next("fmc");
        TenantContext server = new TenantContext(
                "gamma", null, null, null, null, null, "server", Set.of(Permission.values()), PublicId.next("req"));
        keys.keep(server, KeyKind.CLIENT, key);
        return key;
    }
}
