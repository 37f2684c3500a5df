package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.memory.entity.MemoryEntity;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * EclipseLink 1333 and 1161: statements without the tenant, and copies of one tenant's objects in another's hands. To
 * see the provider alone, row-level security is off.
 */
class A10TenantCriteriaIT extends InContainer {

    private static final int THREADS = 8;
    private static final int ROUNDS = 50;

    @Inject
    private Threads threads;

    /** No guard stands before bulk statements: they reach other users and formations, but no other tenant. */
    @Test
    void bulkUpdateReachesTheWholeTenantAndNoOther() {
        superuser.withoutRowSecurity(() ->
                assertThat(work.<Integer>as(Person.ANN, Queries::updateAll)).isEqualTo(8));
        assertThat(house.changed()).isEqualTo(ofAcme());
    }

    @Test
    void bulkDeleteReachesTheWholeTenantAndNoOther() {
        superuser.withoutRowSecurity(() ->
                assertThat(work.<Integer>as(Person.ANN, Queries::deleteAll)).isEqualTo(8));
        assertThat(house.changed()).isEqualTo(ofAcme());
    }

    /** Not counted: where it writes in batches, EclipseLink says one, however many there were. */
    @Test
    void whatCriteriaUpdateIsTheWholeTenantsAndNoOthers() {
        superuser.withoutRowSecurity(() -> work.<Integer>as(Person.ANN, Queries::updateAllByCriteria));
        assertThat(house.changed()).isEqualTo(ofAcme());
    }

    @Test
    void whatCriteriaDeleteIsTheWholeTenantsAndNoOthers() {
        superuser.withoutRowSecurity(() -> work.<Integer>as(Person.ANN, Queries::deleteAllByCriteria));
        assertThat(house.changed()).isEqualTo(ofAcme());
    }

    @Test
    void noRowOfAnotherTenantIsLocked() {
        String foreign = Person.ANN_OF_GLOBEX.ownId("mem");
        superuser.withoutRowSecurity(() -> assertThat(work.<MemoryEntity>as(
                        Person.ANN,
                        entities -> entities.find(MemoryEntity.class, foreign, LockModeType.PESSIMISTIC_WRITE)))
                .isNull());
    }

    /** Known, and why row-level security stands behind the provider: {@link RowSecurityAloneIT} sees it hold. */
    @Test
    void nativeSqlPassesTheProviderBy() {
        superuser.withoutRowSecurity(() -> assertThat(work.<List<?>>as(Person.ANN, entities -> Queries.nativeQuery(
                                entities, "select distinct content from insula.memory")
                        .getResultList()))
                .hasSize(Person.all().size()));
    }

    /** Nor before single columns, which load no entity. */
    @Test
    void singleColumnsAreReadFromTheWholeTenantAndNoOther() {
        superuser.withoutRowSecurity(
                () -> assertThat(work.<List<String>>as(Person.ANN, entities -> entities.createQuery(
                                        "select distinct m.content from MemoryEntity m", String.class)
                                .getResultList()))
                        .containsExactlyInAnyOrderElementsOf(
                                ofAcme().stream().map(Person::words).toList()));
    }

    @Test
    void noThreadSeesTheCopyOfAnotherTenant() {
        superuser.rows("delete from insula.memory where formation_id = 'beta' or user_id <> 'usr_ann'");
        superuser.withoutRowSecurity(() -> alternate(entities -> Stream.concat(
                        Stream.of(entities.find(MemoryEntity.class, Person.ANN.commonId("mem"))),
                        Queries.byJpql(entities).stream())
                .map(MemoryEntity::content)
                .toList()));
    }

    @Test
    void noThreadSeesTheCopyOfAnotherPersonBehindAllWalls() {
        alternate(entities -> Stream.concat(
                        Stream.of(entities.find(MemoryEntity.class, Person.ANN.commonId("mem"))),
                        Queries.byCriteria(entities).stream())
                .map(MemoryEntity::content)
                .toList());
    }

    private void alternate(Function<EntityManager, List<String>> question) {
        List<Callable<Void>> tasks = IntStream.range(0, THREADS)
                .<Callable<Void>>mapToObj(thread -> () -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        Person asker = (thread + round) % 2 == 0 ? Person.ANN : Person.ANN_OF_GLOBEX;
                        assertThat(work.<List<String>>as(asker, question))
                                .hasSize(3)
                                .containsOnly(asker.words());
                    }
                    return null;
                })
                .toList();
        threads.together(tasks);
    }

    private static List<Person> ofAcme() {
        return Person.all().stream()
                .filter(person -> person.tenant().equals("acme"))
                .toList();
    }
}
