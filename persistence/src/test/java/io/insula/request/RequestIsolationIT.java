package io.insula.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Together;
import io.insula.tenant.testing.UserWall;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestIsolationIT extends UserWall {

    private static final int CROWD = 12;

    @Override
    protected List<String> tables() {
        return List.of("request", "request_event", "request_event_count");
    }

    @Override
    protected List<String> tablesToWriteTo() {
        return List.of("request", "request_event");
    }

    @Test
    void eventsOfAUserAreNumberedInOneRowWithoutGaps() throws Exception {
        Actor alice = neighbours().alice();
        Together.all(CROWD, number -> happen(alice, "evt_crowd" + number));

        try (AppConnection bound = AppConnection.boundTo(alice)) {
            assertThat(bound.rows("select count(distinct number), max(number) - min(number) from insula.request_event"))
                    .containsExactly((CROWD + 1) + "|" + CROWD);
        }
    }

    @Test
    void theEventsOfOthersAreNumberedByThemselves() throws SQLException {
        happen(neighbours().alice(), "evt_more");
        happen(neighbours().alice(), "evt_evenmore");
        for (Actor other : neighbours().othersThanAlice().toList()) {
            happen(other, "evt_of" + other.person());
            try (AppConnection bound = AppConnection.boundTo(other)) {
                assertThat(bound.rows("select max(number) - min(number) from insula.request_event"))
                        .containsExactly("1");
            }
        }
    }

    private static boolean happen(Actor actor, String id) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(actor)) {
            bound.change(
                    "insert into insula.request_event (tenant_id, formation_id, event_id, user_id, request_id, type,"
                            + " created_at) select tenant_id, formation_id, ?, user_id, request_id, 'seed', now()"
                            + " from insula.request",
                    id);
            bound.commit();
            return true;
        }
    }
}
