package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.kernel.PageRequest;
import io.insula.memory.MemoryFilter;
import io.insula.memory.MemoryStore;
import io.insula.memory.entity.MemoryEntity;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A transaction that was bound to nobody: no rows, no writes. */
class NoContextIT extends InContainer {

    private static final String NO_TENANT = Queries.refusalOfNobody();
    private static final String NO_RIGHT = "permission denied for schema insula";
    private static final String NOBODY = "bound to nobody";

    @Inject
    private MemoryStore store;

    @AfterEach
    void nothingWasWritten() {
        assertThat(house.changed()).isEmpty();
        assertThat(superuser.rows("select 1 from insula.memory where memory_id = ?", "mem_nobodys"))
                .isEmpty();
    }

    @Test
    void noQuestionIsAnswered() {
        isRefused(NO_TENANT, entities -> entities.find(MemoryEntity.class, Person.ANN.commonId("mem")));
        isRefused(NO_TENANT, Queries::byJpql);
        isRefused(NO_TENANT, Queries::byCriteria);
        isRefused(NO_TENANT, Queries::updateAll);
        isRefused(NO_TENANT, Queries::deleteAll);
    }

    @Test
    void theProviderAnswersNoQuestion() {
        superuser.withoutDatabaseWalls(() -> {
            leadsNowhere(entities -> entities.find(MemoryEntity.class, Person.ANN.commonId("mem")));
            leadsNowhere(Queries::byJpql);
            leadsNowhere(Queries::byCriteria);
            leadsNowhere(Queries::updateAll);
            leadsNowhere(Queries::deleteAll);
        });
    }

    @Test
    void theDatabaseAnswersNoQuestionEither() {
        isRefused(NO_RIGHT, deceived(entities -> entities.find(MemoryEntity.class, Person.ANN.commonId("mem"))));
        isRefused(NO_RIGHT, deceived(Queries::byJpql));
        isRefused(NO_RIGHT, deceived(Queries::byCriteria));
        isRefused(NO_RIGHT, deceived(Queries::updateAll));
        isRefused(NO_RIGHT, deceived(Queries::deleteAll));
        isRefused(NO_RIGHT, entities -> Queries.nativeQuery(entities, "select content from insula.memory")
                .getResultList());
        isRefused(NO_RIGHT, entities -> Queries.nativeQuery(entities, "delete from insula.memory")
                .executeUpdate());
    }

    @Test
    void theGuardLetsNothingBePersisted() {
        isRefused(NOBODY, NoContextIT::persist);
        isRefused(NOBODY, deceived(NoContextIT::persist));
    }

    @Test
    void theGuardLetsNothingBePersistedWithoutRowSecurity() {
        superuser.withoutRowSecurity(() -> isRefused(NOBODY, deceived(NoContextIT::persist)));
    }

    @Test
    void aStoreCalledPastTheServicesSeesNothing() {
        isRefused(NOBODY, entities -> store.list(MemoryFilter.NONE, new PageRequest(10, 0, null)));
        isRefused(NO_TENANT, entities -> store.get(Person.ANN.commonId("mem")));
    }

    /** EclipseLink refuses; Hibernate asks for the rows of a tenant that nobody is. */
    private void leadsNowhere(Function<EntityManager, ?> question) {
        if (Queries.onHibernate()) {
            assertThat(work.<Object>unbound(question::apply)).isIn(null, List.of(), 0);
            return;
        }
        isRefused(NO_TENANT, question);
    }

    private void isRefused(String reason, Function<EntityManager, ?> question) {
        assertThatThrownBy(() -> work.unbound(question)).hasStackTraceContaining(reason);
    }

    private static <T> Function<EntityManager, T> deceived(Function<EntityManager, T> question) {
        return entities -> question.apply(Queries.deceived(entities, Person.ANN));
    }

    private static Object persist(EntityManager entities) {
        entities.persist(Queries.fresh("mem_nobodys"));
        entities.flush();
        return null;
    }
}
