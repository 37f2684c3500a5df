-- Working memory: what a user stated lately, across sessions. It fades, and use keeps it from fading.

create table insula.working_entry (
    tenant_id text not null,
    formation_id text not null,
    entry_id text not null,
    user_id text not null,
    session_id text not null,
    memory_id text,
    content text,
    model text not null,
    dimension integer not null,
    vector bytea not null,
    weight integer not null,
    uses integer not null,
    used_at timestamptz not null,
    created_at timestamptz not null,
    primary key (tenant_id, formation_id, entry_id),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id),
    -- What was said goes with its session, and what became a memory goes with the memory.
    foreign key (tenant_id, formation_id, user_id, session_id)
        references insula.chat_session (tenant_id, formation_id, user_id, session_id) on delete cascade
        deferrable initially deferred,
    foreign key (tenant_id, formation_id, user_id, memory_id)
        references insula.memory (tenant_id, formation_id, user_id, memory_id) on delete cascade
        deferrable initially deferred,
    -- A memory's words are read from the memory, so that a changed one is never quoted as it was.
    check ((content is null) <> (memory_id is null)),
    check (octet_length(vector) = 4 * dimension)
);
alter table insula.working_entry alter column vector set storage plain;
create index working_entry_by_user on insula.working_entry (tenant_id, formation_id, user_id, created_at);
create index working_entry_by_session on insula.working_entry (tenant_id, formation_id, session_id);
create index working_entry_by_memory on insula.working_entry (tenant_id, formation_id, memory_id);
alter table insula.working_entry enable row level security;
alter table insula.working_entry force row level security;
create policy working_entry_user on insula.working_entry to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.working_entry to insula_user;

-- How often a user's working memory changed, by which the caches go, and how full it is, so that nobody has to count.
create table insula.working_revision (
    tenant_id text not null,
    formation_id text not null,
    user_id text not null,
    revision bigint not null,
    entries integer not null,
    weight bigint not null,
    primary key (tenant_id, formation_id, user_id),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
alter table insula.working_revision enable row level security;
alter table insula.working_revision force row level security;
create policy working_revision_user on insula.working_revision to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.working_revision to insula_user;

-- Use alone makes no revision: it only makes an entry stronger, which a node may learn later. Before and not after the
-- row, because a cascade runs what comes before as the owner that it is, and what comes after with rights that differ
-- between versions of PostgreSQL.
create function insula.number_working_entry() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
    begin
        if tg_op = 'INSERT' then
            insert into insula.working_revision as r (tenant_id, formation_id, user_id, revision, entries, weight)
                 values (new.tenant_id, new.formation_id, new.user_id, 1, 1, new.weight)
            on conflict (tenant_id, formation_id, user_id) do update
                set revision = r.revision + 1, entries = r.entries + 1, weight = r.weight + excluded.weight;
            return new;
        end if;
        update insula.working_revision r
           set revision = r.revision + 1, entries = r.entries - 1, weight = r.weight - old.weight
         where r.tenant_id = old.tenant_id and r.formation_id = old.formation_id and r.user_id = old.user_id;
        return old;
    end
    $$;
create trigger number_working_entry before insert or delete on insula.working_entry
    for each row execute function insula.number_working_entry();

-- A memory that says something else now has another meaning, too.
create function insula.drop_working_entry() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
    begin
        delete from insula.working_entry w
         where w.tenant_id = new.tenant_id and w.formation_id = new.formation_id and w.user_id = new.user_id
           and w.memory_id = new.memory_id;
        return null;
    end
    $$;
create trigger drop_working_entry after update of content on insula.memory
    for each row when (old.content is distinct from new.content) execute function insula.drop_working_entry();
grant execute on function insula.number_working_entry(), insula.drop_working_entry() to insula_user;
