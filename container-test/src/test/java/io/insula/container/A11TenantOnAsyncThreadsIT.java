package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.insula.access.Behalf;
import io.insula.access.Caller;
import io.insula.access.Resolution;
import io.insula.chat.SessionService;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PageRequest;
import io.insula.kernel.PlatformException;
import io.insula.tenant.CurrentTenant;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A tenant is neither lost nor inherited where work moves to another thread. */
class A11TenantOnAsyncThreadsIT extends InContainer {

    private static final PageRequest PAGE = new PageRequest(200, 0, null);
    private static final int ROUNDS = 60;
    private static final int FEW = 3;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private ManagedExecutorService executor;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService scheduler;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory factory;

    @Inject
    private Door door;

    @Inject
    private Behalf behalf;

    @Inject
    private Caller caller;

    @Inject
    private CurrentTenant current;

    @Inject
    private SessionService sessions;

    @Inject
    private Orders orders;

    @Test
    void manyErrandsOfTwoTenantsOnFewThreadsEachSeeTheirOwn() throws Exception {
        Map<String, Resolution> carried = new LinkedHashMap<>();
        Map<String, List<String>> own = new LinkedHashMap<>();
        for (String tenant : List.of("async-one", "async-two")) {
            door.user(tenant, "same-user", () -> {
                carried.put(tenant, caller.resolution());
                return own.put(tenant, List.of(sessions.create().id()));
            });
        }
        ExecutorService few = Executors.newFixedThreadPool(FEW, factory);
        try {
            Map<Future<List<String>>, String> seen = new LinkedHashMap<>();
            for (int i = 0; i < ROUNDS; i++) {
                carried.forEach((tenant, who) -> seen.put(few.submit(() -> behalf.run(who, this::sessionIds)), tenant));
            }
            for (Map.Entry<Future<List<String>>, String> each : seen.entrySet()) {
                assertThat(each.getKey().get(30, TimeUnit.SECONDS)).isEqualTo(own.get(each.getValue()));
            }
        } finally {
            few.shutdownNow();
        }
    }

    @Test
    void aTaskThatNobodyCarriedATenantToSeesNothing() {
        door.user("async-three", "u", () -> {
            sessions.create();
            Callable<List<String>> question = this::sessionIds;
            List<Callable<?>> ways = new ArrayList<>();
            ways.add(() -> executor.submit(question).get(30, TimeUnit.SECONDS));
            ways.add(() -> executor.supplyAsync(() -> ask(question)).get(30, TimeUnit.SECONDS));
            ways.add(
                    () -> scheduler.schedule(question, 1, TimeUnit.MILLISECONDS).get(30, TimeUnit.SECONDS));
            ways.add(() -> orders.later(question).get(30, TimeUnit.SECONDS));
            for (Callable<?> way : ways) {
                assertRefused(catchThrowable(way::call));
            }
            assertThat(sessionIds()).hasSize(1);
            return null;
        });
    }

    @Test
    void aThreadIsNobodysAgainAfterAnErrand() throws Exception {
        Resolution who = door.user("async-four", "u", () -> caller.resolution());
        ExecutorService one = Executors.newSingleThreadExecutor(factory);
        try {
            one.submit(() -> behalf.run(who, this::sessionIds)).get(30, TimeUnit.SECONDS);
            assertRefused(catchThrowable(() -> one.submit(this::sessionIds).get(30, TimeUnit.SECONDS)));
            assertRefused(catchThrowable(() -> one.submit(() -> behalf.run(who, () -> {
                        throw new IllegalStateException("broken");
                    }))
                    .get(30, TimeUnit.SECONDS)));
            assertRefused(catchThrowable(() -> one.submit(this::sessionIds).get(30, TimeUnit.SECONDS)));
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void aRequestThatIsServedCannotBecomeAnothers() {
        Resolution other = door.user("async-five", "u", () -> caller.resolution());
        door.user("async-six", "u", () -> {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> behalf.run(other, this::sessionIds));
            return assertThat(current.context().tenantSlug()).isEqualTo("async-six");
        });
    }

    private List<String> sessionIds() {
        return sessions.list(PAGE).items().stream().map(session -> session.id()).toList();
    }

    private static <T> T ask(Callable<T> question) {
        try {
            return question.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether by a missing context or by a context that knows nobody: there must be an end. */
    private static void assertRefused(Throwable thrown) {
        assertThat(thrown).isNotNull();
        boolean nobody = false;
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            nobody |= each instanceof ContextNotActiveException
                    || each instanceof IllegalStateException
                    || (each instanceof PlatformException refused && refused.code() == ErrorCode.UNAUTHORIZED);
        }
        assertThat(nobody).as("refused, and not otherwise failed: %s", thrown).isTrue();
    }
}
