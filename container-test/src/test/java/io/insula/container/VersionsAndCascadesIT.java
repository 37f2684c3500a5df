package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.insula.container.entity.FolderEntity;
import io.insula.container.entity.SheetEntity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Versions and cascades, which the product's own entities do without. Ann of acme and Ann of globex have a folder with two
 * sheets each, all under the same ids. That is too much for the providers alone: EclipseLink writes a row by its id without
 * the tenant, and Hibernate reads collections without it. It is row-level security that keeps the two apart.
 */
class VersionsAndCascadesIT extends InContainer {

    private static final String FOLDER = "folder_ann";

    private static final String TABLES =
            """
            create table if not exists insula.folder (
                tenant_id text not null, formation_id text not null, user_id text not null, folder_id text not null,
                title text not null, version integer not null,
                primary key (tenant_id, formation_id, folder_id));
            create table if not exists insula.sheet (
                tenant_id text not null, formation_id text not null, user_id text not null, sheet_id text not null,
                folder_id text not null,
                primary key (tenant_id, formation_id, sheet_id),
                foreign key (tenant_id, formation_id, folder_id) references insula.folder);
            delete from insula.sheet;
            delete from insula.folder;
            """;

    private static final String WALLS =
            """
            alter table insula.%1$s owner to insula_owner;
            alter table insula.%1$s enable row level security;
            alter table insula.%1$s force row level security;
            drop policy if exists %1$s_user on insula.%1$s;
            create policy %1$s_user on insula.%1$s to insula_user
                using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
                    and user_id = (select insula_context.person()));
            grant select, insert, update, delete on insula.%1$s to insula_user;
            """;

    @BeforeEach
    void fill() {
        superuser.rows(TABLES);
        superuser.rows(WALLS.formatted("folder"));
        superuser.rows(WALLS.formatted("sheet"));
        for (Person person : List.of(Person.ANN, Person.ANN_OF_GLOBEX)) {
            as(person, entities -> {
                FolderEntity folder = new FolderEntity(FOLDER, person.words());
                folder.add(new SheetEntity("sheet_1", folder));
                folder.add(new SheetEntity("sheet_2", folder));
                entities.persist(folder);
                return folder;
            });
        }
    }

    @Test
    void whatIsPersistedWithARowHasItsOwner() {
        assertThat(superuser.rows(
                        "select concat_ws(' ', formation_id, tenant_id, user_id, sheet_id) from insula.sheet"))
                .containsExactlyInAnyOrder(
                        "alpha tnt_acme usr_ann sheet_1",
                        "alpha tnt_acme usr_ann sheet_2",
                        "alpha tnt_globex usr_ann sheet_1",
                        "alpha tnt_globex usr_ann sheet_2");
    }

    @Test
    void aRowThatWasWrittenMeanwhileIsNotWrittenOver() {
        FolderEntity stale = as(Person.ANN, VersionsAndCascadesIT::folder);
        as(Person.ANN, entities -> renamed(folder(entities), "the first"));

        assertThatThrownBy(() -> as(Person.ANN, entities -> {
                    FolderEntity merged = entities.merge(renamed(stale, "the second"));
                    entities.flush();
                    return merged;
                }))
                .hasStackTraceContaining(OptimisticLockException.class.getName());
        assertThat(titles()).containsExactly("tnt_acme the first", "tnt_globex alpha globex ann");
    }

    @Test
    void aVersionIsRaisedInOnesOwnTenantAlone() {
        List<String> before = versions();

        as(Person.ANN, entities -> renamed(folder(entities), "renamed"));

        assertThat(titles()).containsExactly("tnt_acme renamed", "tnt_globex alpha globex ann");
        assertThat(versions().get(0)).isNotEqualTo(before.get(0));
        assertThat(versions().get(1)).isEqualTo(before.get(1));
    }

    /** What becomes of it is the provider's affair: it refuses, or makes a row of the caller's own. */
    @Test
    void aRowThatSomebodyElseReadIsNotWritten() {
        superuser.rows("delete from insula.sheet where tenant_id = 'tnt_globex'");
        superuser.rows("delete from insula.folder where tenant_id = 'tnt_globex'");
        FolderEntity foreign = as(Person.ANN, VersionsAndCascadesIT::folder);

        Throwable refusal = catchThrowable(() -> as(Person.ANN_OF_GLOBEX, entities -> {
            FolderEntity merged = entities.merge(renamed(foreign, "taken"));
            entities.flush();
            return merged;
        }));

        assertThat(titles())
                .as("%s", refusal)
                .contains("tnt_acme alpha acme ann")
                .doesNotContain("tnt_acme taken");
        assertThat(sheets()).contains("tnt_acme sheet_1", "tnt_acme sheet_2");
    }

    @Test
    void whatGoesWithARowIsOfItsTenantAlone() {
        as(Person.ANN, entities -> {
            entities.remove(folder(entities));
            return null;
        });

        assertThat(titles()).containsExactly("tnt_globex alpha globex ann");
        assertThat(sheets()).containsExactly("tnt_globex sheet_1", "tnt_globex sheet_2");
    }

    @Test
    void whatIsTakenOutOfARowIsOfItsTenantAlone() {
        as(Person.ANN, entities -> folder(entities).sheets().remove(0));

        assertThat(sheets()).containsExactly("tnt_acme sheet_2", "tnt_globex sheet_1", "tnt_globex sheet_2");
    }

    private <T> T as(Person person, Function<EntityManager, T> task) {
        return work.as(person, task);
    }

    private static FolderEntity folder(EntityManager entities) {
        FolderEntity folder = entities.find(FolderEntity.class, FOLDER);
        assertThat(folder.sheets()).as(folder.title()).hasSize(2).allSatisfy(sheet -> assertThat(sheet.folder())
                .isSameAs(folder));
        return folder;
    }

    private static FolderEntity renamed(FolderEntity folder, String title) {
        folder.rename(title);
        return folder;
    }

    private List<String> titles() {
        return superuser.rows("select concat_ws(' ', tenant_id, title) from insula.folder order by 1");
    }

    private List<String> versions() {
        return superuser.rows("select concat_ws(' ', tenant_id, version) from insula.folder order by 1");
    }

    private List<String> sheets() {
        return superuser.rows("select concat_ws(' ', tenant_id, sheet_id) from insula.sheet order by 1");
    }
}
