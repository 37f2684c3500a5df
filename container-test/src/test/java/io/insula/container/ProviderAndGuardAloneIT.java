package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.memory.entity.MemoryEntity;
import io.insula.tenant.Walls;
import io.insula.tenant.entity.ForeignRowException;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row-level security is taken off the tables; the provider's predicate and the guard at each loaded row are left. */
class ProviderAndGuardAloneIT extends InContainer {

    private static final String FOREIGN = ForeignRowException.class.getName();

    @Inject
    private Walls walls;

    @AfterEach
    void theWallIsBack() {
        assertThat(walls.faults()).isEmpty();
    }

    @Test
    void anotherTenantsIdLeadsNowhere() {
        superuser.withoutRowSecurity(() -> {
            assertThat(walls.faults()).isNotEmpty();
            for (Person other : Person.ANN.others()) {
                if (!other.tenant().equals(Person.ANN.tenant())) {
                    String id = other.ownId("mem");
                    assertThat(this.<MemoryEntity>asAnn(entities -> entities.find(MemoryEntity.class, id)))
                            .isNull();
                    assertThat(this.<List<?>>asAnn(entities -> Queries.byJpql(entities, id)))
                            .isEmpty();
                    assertThat(this.<List<?>>asAnn(entities -> Queries.byCriteria(entities, id)))
                            .isEmpty();
                }
            }
        });
    }

    @Test
    void anotherUserIsStoppedByTheGuard() {
        isStopped(Person.BOB);
    }

    @Test
    void anotherFormationIsStoppedByTheGuard() {
        isStopped(Person.ANN_OF_BETA);
    }

    private void isStopped(Person other) {
        String id = other.ownId("mem");
        superuser.withoutRowSecurity(() -> {
            assertThatThrownBy(() -> asAnn(entities -> entities.find(MemoryEntity.class, id)))
                    .hasStackTraceContaining(FOREIGN);
            assertThatThrownBy(() -> asAnn(entities -> Queries.byJpql(entities, id)))
                    .hasStackTraceContaining(FOREIGN);
            assertThatThrownBy(() -> asAnn(entities -> Queries.byCriteria(entities, id)))
                    .hasStackTraceContaining(FOREIGN);
            assertThatThrownBy(() -> asAnn(Queries::byJpql)).hasStackTraceContaining(FOREIGN);
        });
    }

    @Test
    void whatTheGuardStoppedIsUndone() {
        superuser.withoutRowSecurity(() -> assertThatThrownBy(() -> asAnn(entities -> {
                    entities.persist(Queries.fresh("mem_before"));
                    entities.flush();
                    return entities.find(MemoryEntity.class, Person.BOB.ownId("mem"));
                }))
                .hasStackTraceContaining(FOREIGN));
        assertThat(superuser.rows("select 1 from insula.memory where memory_id = ?", "mem_before"))
                .isEmpty();
    }

    @Test
    void whatTheGuardStoppedIsUndoneEvenIfSomebodyCatchesIt() {
        superuser.withoutRowSecurity(() -> asAnn(entities -> {
            entities.persist(Queries.fresh("mem_caught"));
            entities.flush();
            assertThatThrownBy(() -> entities.find(MemoryEntity.class, Person.BOB.ownId("mem")))
                    .isInstanceOf(ForeignRowException.class);
            return null;
        }));
        assertThat(superuser.rows("select 1 from insula.memory where memory_id = ?", "mem_caught"))
                .isEmpty();
    }

    private <T> T asAnn(Function<EntityManager, T> question) {
        return work.as(Person.ANN, question);
    }
}
