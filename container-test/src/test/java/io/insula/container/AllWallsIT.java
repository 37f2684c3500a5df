package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.chat.entity.ChatSessionEntity;
import io.insula.chat.entity.MessageEntity;
import io.insula.memory.entity.MemoryEntity;
import io.insula.tenant.Walls;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The walls as they stand in production, together. */
class AllWallsIT extends InContainer {

    @Inject
    private Walls walls;

    @Test
    void theApplicationFindsItsWallsStanding() {
        assertThat(walls.faults()).isEmpty();
    }

    @Test
    void anIdThatFourPersonsHoldLeadsEachToTheirOwnRow() {
        for (Person person : Person.all()) {
            assertThat(work.<String>as(person, entities -> entities.find(MemoryEntity.class, person.commonId("mem"))
                            .content()))
                    .isEqualTo(person.words());
            assertThat(work.<String>as(person, entities -> entities.find(MessageEntity.class, person.commonId("msg"))
                            .content()))
                    .isEqualTo(person.words());
            assertThat(work.<ChatSessionEntity>as(
                            person, entities -> entities.find(ChatSessionEntity.class, person.commonId("sess"))))
                    .isNotNull();
        }
    }

    @Test
    void anIdOfSomebodyElseLeadsNowhere() {
        for (Person person : Person.all()) {
            for (Person other : person.others()) {
                work.as(person, entities -> {
                    assertThat(entities.find(MemoryEntity.class, other.ownId("mem")))
                            .isNull();
                    assertThat(entities.find(MessageEntity.class, other.ownId("msg")))
                            .isNull();
                    assertThat(entities.find(ChatSessionEntity.class, other.ownId("sess")))
                            .isNull();
                    return Queries.byJpql(entities, other.ownId("mem"));
                });
            }
        }
    }

    @Test
    void aQueryThatNamesNobodyGivesTheAskersOwnRows() {
        for (Person person : Person.all()) {
            List<String> own = List.of(person.words(), person.words());
            assertThat(work.<List<String>>as(person, entities -> Queries.words(Queries.byJpql(entities))))
                    .isEqualTo(own);
            assertThat(work.<List<String>>as(person, entities -> Queries.words(Queries.byCriteria(entities))))
                    .isEqualTo(own);
            assertThat(work.<List<String>>as(person, AllWallsIT::messages)).isEqualTo(own);
            assertThat(work.<Long>as(person, AllWallsIT::sessions)).isEqualTo(2);
        }
    }

    @Test
    void aQueryForAForeignIdGivesNothing() {
        for (Person other : Person.ANN.others()) {
            assertThat(work.<List<?>>as(Person.ANN, entities -> Queries.byJpql(entities, other.ownId("mem"))))
                    .isEmpty();
            assertThat(work.<List<?>>as(Person.ANN, entities -> Queries.byCriteria(entities, other.ownId("mem"))))
                    .isEmpty();
        }
    }

    @Test
    void updatingEverythingChangesTheAskersOwnRowsOnly() {
        assertThat(work.<Integer>as(Person.ANN, Queries::updateAll)).isEqualTo(2);
        assertThat(house.changed()).containsExactly(Person.ANN);
        assertThat(house.memoriesOf(Person.ANN)).containsExactly("taken", "taken");
    }

    @Test
    void deletingEverythingRemovesTheAskersOwnRowsOnly() {
        assertThat(work.<Integer>as(Person.ANN, Queries::deleteAll)).isEqualTo(2);
        assertThat(house.changed()).containsExactly(Person.ANN);
        assertThat(house.memoriesOf(Person.ANN)).isEmpty();
    }

    @Test
    void whatIsPersistedBelongsToWhoeverTheTransactionIsBoundTo() {
        work.as(Person.ANN, entities -> {
            entities.persist(Queries.fresh("mem_new"));
            return null;
        });
        assertThat(superuser.rows(
                        "select formation_id || ' ' || tenant_id || ' ' || user_id from insula.memory where memory_id = ?",
                        "mem_new"))
                .containsExactly("alpha tnt_acme usr_ann");
    }

    @Test
    void aRowCarriedOverFromAnotherTransactionCannotBeRemoved() {
        for (Person owner : Person.ANN.others()) {
            MemoryEntity carried = work.as(owner, entities -> entities.find(MemoryEntity.class, owner.ownId("mem")));
            work.as(Person.ANN, entities -> {
                entities.remove(carried);
                return null;
            });
        }
        assertThat(house.changed()).isEmpty();
    }

    @Test
    void aRowCarriedOverFromAnotherTransactionIsCopiedAndNeverChanged() {
        Person owner = Person.ANN_OF_GLOBEX;
        MemoryEntity carried = work.as(owner, entities -> entities.find(MemoryEntity.class, owner.ownId("mem")));
        work.as(Person.ANN, entities -> entities.merge(carried));
        assertThat(house.changed()).containsExactly(Person.ANN);
        assertThat(superuser.rows(
                        "select formation_id || ' ' || tenant_id || ' ' || user_id from insula.memory"
                                + " where memory_id = ? order by 1",
                        owner.ownId("mem")))
                .containsExactly("alpha tnt_acme usr_ann", "alpha tnt_globex usr_ann");
    }

    private static List<String> messages(EntityManager entities) {
        return entities.createQuery("select m from MessageEntity m", MessageEntity.class)
                .getResultStream()
                .map(MessageEntity::content)
                .toList();
    }

    private static Long sessions(EntityManager entities) {
        return entities.createQuery("select s from ChatSessionEntity s", ChatSessionEntity.class)
                .getResultStream()
                .count();
    }
}
