package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.memory.entity.MemoryCollectionEntity;
import io.insula.memory.entity.MemoryEntity;
import io.insula.memory.entity.MemorySourceEntity;
import io.insula.memory.entity.MemoryValueEntity;
import io.insula.memory.entity.MemoryValueKey;
import io.insula.tenant.entity.ForeignRowException;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The entities of memory whose names the users choose themselves: the same name in every hand. */
class MemoryEntitiesIT extends InContainer {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final MemoryValueKey NAME = new MemoryValueKey("tenant:acme", "preferences");

    @BeforeEach
    void everybodyKeepsSomethingUnderOneName() {
        forgetAll();
        for (Person person : Person.all()) {
            work.as(person, entities -> {
                entities.persist(new MemoryValueEntity("tenant:acme", "preferences", quoted(person), NOON));
                MemoryCollectionEntity notes = new MemoryCollectionEntity("notes", NOON);
                notes.keepFor(Duration.ofHours(1), NOON);
                entities.persist(notes);
                MemoryEntity memory = entities.find(MemoryEntity.class, person.ownId("mem"));
                entities.persist(new MemorySourceEntity(person.ownId("src"), memory.id(), memory));
                return null;
            });
        }
    }

    @AfterEach
    void forgetAll() {
        superuser.rows("delete from insula.memory_value; delete from insula.memory_collection;"
                + " delete from insula.memory_source");
    }

    @Test
    void oneNameLeadsEachToWhatIsTheirOwn() {
        for (Person person : Person.all()) {
            assertThat(work.<String>as(person, entities -> value(entities).value()))
                    .isEqualTo(quoted(person));
            assertThat(work.<Duration>as(person, entities -> entities.find(MemoryCollectionEntity.class, "notes")
                            .expiresAfter()))
                    .isEqualTo(Duration.ofHours(1));
            assertThat(work.<List<String>>as(person, MemoryEntitiesIT::wordings))
                    .containsExactly(person.words());
        }
    }

    @Test
    void whatOneChangesOrRemovesIsNobodyElses() {
        work.as(Person.ANN, entities -> {
            value(entities).replace("\"taken\"", NOON);
            entities.remove(entities.find(MemoryCollectionEntity.class, "notes"));
            return entities.createQuery("delete from MemorySourceEntity s").executeUpdate();
        });
        for (Person other : Person.ANN.others()) {
            assertThat(work.<String>as(other, entities -> value(entities).value()))
                    .isEqualTo(quoted(other));
            assertThat(work.<MemoryCollectionEntity>as(
                            other, entities -> entities.find(MemoryCollectionEntity.class, "notes")))
                    .isNotNull();
            assertThat(work.<List<String>>as(other, MemoryEntitiesIT::wordings)).hasSize(1);
        }
    }

    /** Asks for strangers' values alone: where one's own comes first, the provider takes all of that name for it. */
    @Test
    void withoutRowSecurityTheGuardStopsWhoMeetsSomebodyElsesValue() {
        superuser.withoutRowSecurity(
                () -> assertThatThrownBy(() -> work.as(Person.ANN, entities -> entities.createQuery(
                                        "select v from MemoryValueEntity v where v.userId <> :me",
                                        MemoryValueEntity.class)
                                .setParameter("me", Person.ANN.userId())
                                .getResultList()))
                        .hasStackTraceContaining(ForeignRowException.class.getName()));
    }

    private static MemoryValueEntity value(EntityManager entities) {
        return entities.find(MemoryValueEntity.class, NAME);
    }

    private static List<String> wordings(EntityManager entities) {
        return entities.createQuery("select s.wording from MemorySourceEntity s", String.class)
                .getResultList();
    }

    private static String quoted(Person person) {
        return '"' + person.words() + '"';
    }
}
