package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.embedding.LuceneVectorIndex;
import io.insula.identity.HeldUser;
import io.insula.identity.Keepsakes;
import io.insula.memory.MemoryFilter;
import io.insula.memory.MemoryQuery;
import io.insula.memory.MemoryService;
import io.insula.memory.NewMemory;
import io.insula.memory.VectorCache;
import io.insula.memory.working.WorkingCache;
import io.insula.tenant.CurrentTenant;
import io.insula.tenant.TenantContext;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A user who was erased on another node: what this node keeps of that user outside the database goes by itself. */
class ErasedElsewhereIT extends InContainer {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int FEW = 3;
    private static final int MANY = 12;

    private final String tenant = "elsewhere-" + UUID.randomUUID();

    @Inject
    private Door door;

    @Inject
    private MemoryService memories;

    @Inject
    private VectorCache vectors;

    @Inject
    private WorkingCache working;

    @Inject
    private LuceneVectorIndex index;

    @Inject
    private CurrentTenant current;

    @Test
    void leavesNothingInTheCachesOnceAnyRequestOfTheTenantMeetsTheNewEpoch() throws InterruptedException {
        HeldUser gone = furnished("gone", FEW);
        HeldUser neighbour = furnished("neighbour", FEW);

        assertDropped(gone, neighbour, List.of(vectors));
        assertThat(working.users()).doesNotContain(gone);
    }

    @Test
    void leavesNothingInTheOpenIndexes() throws InterruptedException {
        HeldUser gone = furnished("gone", MANY);
        HeldUser neighbour = furnished("neighbour", MANY);

        assertDropped(gone, neighbour, List.of(index));
    }

    private void assertDropped(HeldUser gone, HeldUser neighbour, List<Keepsakes> kept) throws InterruptedException {
        assertThat(kept).allSatisfy(room -> assertThat(room.users()).contains(gone, neighbour));

        eraseFromElsewhere(gone);
        door.user(tenant, "neighbour", () -> memories.search(query()));

        long end = System.nanoTime() + LONGEST.toNanos();
        while (kept.stream().anyMatch(room -> room.users().contains(gone))) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
        assertThat(kept).allSatisfy(room -> assertThat(room.users()).contains(neighbour));
    }

    private HeldUser furnished(String user, int count) {
        return door.user(tenant, user, () -> {
            for (int i = 0; i < count; i++) {
                memories.add(new NewMemory(
                        "I met " + List.of("Ann", "Ben", "Cleo", "Dan").get(i % 4) + " in " + (1990 + i)
                                + " on a train",
                        null,
                        null,
                        "content"));
            }
            // The first search notices that there are many; the second asks the index.
            memories.search(query());
            memories.search(query());
            TenantContext context = current.context();
            return new HeldUser(context.formation(), context.tenantId(), context.userId());
        });
    }

    private static MemoryQuery query() {
        return new MemoryQuery("Whom did I meet?", MemoryQuery.Mode.HYBRID, 5, null, MemoryFilter.NONE, null);
    }

    /** As another node's last transaction of an erasure does it. */
    private void eraseFromElsewhere(HeldUser user) {
        superuser.rows("do $$ begin perform insula_context.bind('insula_user', '" + user.formation() + "', '"
                + user.tenantId() + "', '" + user.userId() + "');"
                + " perform insula_context.erase_rows(null); perform insula_context.remove_person();"
                + " perform insula_context.raise_epoch('" + user.formation() + "', '" + user.tenantId() + "'); end $$");
    }
}
