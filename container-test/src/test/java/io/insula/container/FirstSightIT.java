package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.CurrentTenant;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Whoever is seen for the first time becomes one user of one tenant, however many requests come together. */
class FirstSightIT extends InContainer {

    private static final int REQUESTS = 16;

    @Inject
    private Door door;

    @Inject
    private Threads threads;

    @Inject
    private CurrentTenant current;

    @Test
    void makesOneUserOfSixteenRequests() {
        String user = "newcomer@example.org";
        Callable<String> request =
                () -> door.user("crowd", user, () -> current.context().userId());
        List<String> seen = threads.together(Collections.nCopies(REQUESTS, request));
        assertThat(seen).hasSize(REQUESTS);
        assertThat(superuser.rows("select u.user_id from insula.app_user u join insula.tenant t using (tenant_id)"
                        + " where t.slug = 'crowd'"))
                .hasSize(1)
                .containsAnyElementsOf(seen);
        assertThat(seen).containsOnly(seen.get(0));
        assertThat(superuser.rows("select tenant_id from insula.tenant where slug = 'crowd'"))
                .hasSize(1);
    }

    @Test
    void makesDifferentUsersOfTheSameNameInDifferentTenants() {
        List<Callable<String>> requests = List.of(
                () -> door.user("crowd-one", "twin", () -> current.context().userId()),
                () -> door.user("crowd-two", "twin", () -> current.context().userId()));
        assertThat(threads.together(requests)).doesNotHaveDuplicates();
    }
}
