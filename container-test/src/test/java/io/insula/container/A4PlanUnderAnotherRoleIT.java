package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.memory.entity.MemoryEntity;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** CVE-2024-10976: a plan that was made for one tenant is used by another on the same connection. */
class A4PlanUnderAnotherRoleIT extends InContainer {

    private static final int ROUNDS = 60;

    private static final String WITH_SUBQUERY = "select m from MemoryEntity m where m.id in"
            + " (select n.id from MemoryEntity n where n.content is not null) order by m.id";

    private static final String WITH_CTE =
            "with mine as (select content from insula.memory where memory_id like 'mem%') select content from mine";

    @Test
    void eachTenantGetsItsOwnRowsFromAPlanThatOthersUsed() {
        List<Person> askers = List.of(Person.ANN, Person.ANN_OF_GLOBEX, Person.BOB, Person.ANN_OF_BETA);
        Set<Object> connections = new HashSet<>();
        long planned = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (Person asker : askers) {
                planned = Math.max(planned, work.<Long>as(asker, entities -> {
                    connections.add(Queries.nativeQuery(entities, "select pg_backend_pid()")
                            .getSingleResult());
                    assertOnlyOwn(entities, asker);
                    return plansOfTheServer(entities);
                }));
            }
        }
        assertThat(connections).hasSizeLessThan(ROUNDS * askers.size() / 10);
        assertThat(planned).isGreaterThanOrEqualTo(2);
    }

    private static void assertOnlyOwn(EntityManager entities, Person asker) {
        List<String> own = List.of(asker.words(), asker.words());
        assertThat(Queries.words(
                        entities.createQuery(WITH_SUBQUERY, MemoryEntity.class).getResultList()))
                .isEqualTo(own);
        List<?> found = Queries.nativeQuery(entities, WITH_CTE).getResultList();
        assertThat(found).isEqualTo(own);
    }

    /** Shows that the statements are prepared in the server, so that there is a plan to be misused. */
    private static Long plansOfTheServer(EntityManager entities) {
        return (Long) Queries.nativeQuery(
                        entities, "select count(*) from pg_prepared_statements where statement like '%insula.memory%'")
                .getSingleResult();
    }
}
