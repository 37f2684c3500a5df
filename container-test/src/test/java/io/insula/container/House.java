package io.insula.container;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The rows of the eight persons: each has a session, a message and a memory under a common and under an own id. */
@ApplicationScoped
public class House {

    private static final String FURNISH =
            """
            delete from insula.memory;
            delete from insula.chat_session;
            create temp table person as
                select f as formation, t as slug, 'tnt_' || t as tenant, 'usr_' || u as person, u as common,
                       f || '_' || t || '_' || u as own, f || ' ' || t || ' ' || u as words
                  from unnest(array['alpha', 'beta']) f, unnest(array['acme', 'globex']) t,
                       unnest(array['ann', 'bob']) u;
            insert into insula.tenant
                select distinct tenant, slug, 'active', now() from person on conflict do nothing;
            insert into insula.membership
                select distinct tenant, formation, slug, 'active', now() from person on conflict do nothing;
            insert into insula.app_user
                select tenant, formation, person, 'active', now() from person on conflict do nothing;
            insert into insula.chat_session
                select tenant, formation, 'sess_' || id, person, now(), now()
                  from person, unnest(array[common, own]) id;
            insert into insula.message
                select tenant, formation, 'msg_' || id, 'sess_' || id, person, 'user', words, now()
                  from person, unnest(array[common, own]) id;
            insert into insula.memory
                select tenant, formation, 'mem_' || id, person, null, 'explicit', 'content', null, words, null, now()
                  from person, unnest(array[common, own]) id;
            """;

    @Inject
    Superuser superuser;

    /** Makes everything as it was. */
    public void furnish() {
        superuser.rows(FURNISH);
    }

    /** What a person's memories really say, whoever asks; sorted. */
    public List<String> memoriesOf(Person person) {
        return superuser.rows(
                "select content from insula.memory where tenant_id = ? and formation_id = ? and user_id = ? order by 1",
                person.tenantId(),
                person.formation(),
                person.userId());
    }

    /** Whose memories no longer are what they were at first. */
    public List<Person> changed() {
        return Person.all().stream()
                .filter(person -> !memoriesOf(person).equals(List.of(person.words(), person.words())))
                .toList();
    }
}
