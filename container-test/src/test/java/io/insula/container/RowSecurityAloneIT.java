package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.memory.entity.MemoryEntity;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The provider's wall is passed by native SQL, or made to believe in another tenant; PostgreSQL is left. */
class RowSecurityAloneIT extends InContainer {

    @Test
    void nativeSqlThatNamesNobodyGivesTheAskersOwnRows() {
        for (Person person : Person.all()) {
            assertThat(work.<List<?>>as(
                            person, entities -> Queries.nativeQuery(entities, "select content from insula.memory")
                                    .getResultList()))
                    .isEqualTo(List.of(person.words(), person.words()));
        }
    }

    @Test
    void nativeSqlThatNamesSomebodyElseGivesNothing() {
        for (Person other : Person.ANN.others()) {
            assertThat(work.<List<?>>as(Person.ANN, entities -> Queries.nativeQuery(
                                    entities, "select content from insula.memory where memory_id = ?")
                            .setParameter(1, other.ownId("mem"))
                            .getResultList()))
                    .isEmpty();
        }
    }

    @Test
    void nativeSqlChangesAndDeletesTheAskersOwnRowsOnly() {
        assertThat(work.<Integer>as(Person.ANN, entities -> Queries.nativeQuery(
                                entities, "update insula.memory set content = 'taken'")
                        .executeUpdate()))
                .isEqualTo(2);
        assertThat(house.changed()).containsExactly(Person.ANN);
        assertThat(work.<Integer>as(Person.ANN, entities -> Queries.nativeQuery(entities, "delete from insula.memory")
                        .executeUpdate()))
                .isEqualTo(2);
        assertThat(house.changed()).containsExactly(Person.ANN);
    }

    @Test
    void nativeSqlCannotGiveARowAway() {
        for (Person other : Person.ANN.others()) {
            assertThatThrownBy(() -> work.as(Person.ANN, entities -> Queries.nativeQuery(
                                    entities, "update insula.memory set tenant_id = ?, formation_id = ?, user_id = ?")
                            .setParameter(1, other.tenantId())
                            .setParameter(2, other.formation())
                            .setParameter(3, other.userId())
                            .executeUpdate()))
                    .hasStackTraceContaining("violates row-level security policy");
        }
        assertThat(house.changed()).isEmpty();
    }

    @Test
    void aProviderThatBelievesInAnotherTenantFindsNothing() {
        assertThat(this.<MemoryEntity>deceived(
                        entities -> entities.find(MemoryEntity.class, Person.ANN_OF_GLOBEX.ownId("mem"))))
                .isNull();
        assertThat(this.<MemoryEntity>deceived(
                        entities -> entities.find(MemoryEntity.class, Person.ANN.commonId("mem"))))
                .isNull();
        assertThat(this.<List<?>>deceived(Queries::byJpql)).isEmpty();
        assertThat(this.<List<?>>deceived(Queries::byCriteria)).isEmpty();
    }

    @Test
    void aProviderThatBelievesInAnotherTenantChangesNothing() {
        assertThat(this.<Integer>deceived(Queries::updateAll)).isZero();
        assertThat(this.<Integer>deceived(Queries::deleteAll)).isZero();
        assertThat(house.changed()).isEmpty();
    }

    @Test
    void aProviderThatBelievesInAnotherTenantWritesNothing() {
        assertThatThrownBy(() -> deceived(entities -> {
                    entities.persist(Queries.fresh("mem_smuggled"));
                    entities.flush();
                    return null;
                }))
                .hasStackTraceContaining(Queries.refusalOfSmuggling());
        assertThat(superuser.rows("select 1 from insula.memory where memory_id = ?", "mem_smuggled"))
                .isEmpty();
    }

    private <T> T deceived(Function<EntityManager, T> question) {
        return work.as(Person.ANN, entities -> question.apply(Queries.deceived(entities, Person.ANN_OF_GLOBEX)));
    }
}
