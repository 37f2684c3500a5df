-- What is remembered: memories that outlive sessions, their vectors, and the buffer of each session.

create table insula.memory (
    tenant_id text not null,
    formation_id text not null,
    memory_id text not null,
    user_id text not null,
    session_id text,
    source text not null check (source in ('explicit', 'episodic')),
    shape text not null check (shape in ('content', 'detail')),
    type text,
    content text not null,
    metadata text,
    created_at timestamptz not null,
    primary key (tenant_id, formation_id, memory_id),
    -- So that a vector cannot hang on a stranger's memory, as in chat_session.
    unique (tenant_id, formation_id, user_id, memory_id),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
create index memory_by_user on insula.memory (tenant_id, formation_id, user_id, created_at, memory_id);
alter table insula.memory enable row level security;
alter table insula.memory force row level security;
create policy memory_user on insula.memory to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.memory to insula_user;

-- The revision of a user's memories: a cache of vectors is valid while it stands still. deleted_revision tells a cache
-- that is behind whether catching up is enough.
create table insula.memory_revision (
    tenant_id text not null,
    formation_id text not null,
    user_id text not null,
    revision bigint not null,
    deleted_revision bigint not null,
    primary key (tenant_id, formation_id, user_id),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
alter table insula.memory_revision enable row level security;
alter table insula.memory_revision force row level security;
create policy memory_revision_user on insula.memory_revision to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update on insula.memory_revision to insula_user;

create table insula.memory_vector (
    tenant_id text not null,
    formation_id text not null,
    memory_id text not null,
    user_id text not null,
    revision bigint not null,
    model text not null,
    dimension integer not null,
    vector bytea not null,
    primary key (tenant_id, formation_id, memory_id),
    foreign key (tenant_id, formation_id, user_id, memory_id)
        references insula.memory (tenant_id, formation_id, user_id, memory_id)
        on delete cascade deferrable initially deferred,
    check (octet_length(vector) = 4 * dimension)
);
-- Little-endian float32 does not compress; keeping it in the row saves a detour per vector.
alter table insula.memory_vector alter column vector set storage plain;
create index memory_vector_by_user on insula.memory_vector (tenant_id, formation_id, user_id, revision);
alter table insula.memory_vector enable row level security;
alter table insula.memory_vector force row level security;
create policy memory_vector_user on insula.memory_vector to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.memory_vector to insula_user;

-- Runs with the rights of whoever writes, so the policies hold here too.
create function insula.number_memory_vector() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
    begin
        insert into insula.memory_revision as r (tenant_id, formation_id, user_id, revision, deleted_revision)
             values (new.tenant_id, new.formation_id, new.user_id, 1, 0)
        on conflict (tenant_id, formation_id, user_id) do update set revision = r.revision + 1
          returning r.revision into new.revision;
        return new;
    end
    $$;
create trigger number_memory_vector before insert or update on insula.memory_vector
    for each row execute function insula.number_memory_vector();

create function insula.note_memory_deletion() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
    begin
        update insula.memory_revision r set revision = r.revision + 1, deleted_revision = r.revision + 1
         where r.tenant_id = old.tenant_id and r.formation_id = old.formation_id and r.user_id = old.user_id;
        return null;
    end
    $$;
create trigger note_memory_deletion after delete on insula.memory_vector
    for each row execute function insula.note_memory_deletion();
grant execute on function insula.number_memory_vector(), insula.note_memory_deletion() to insula_user;

create table insula.buffer_entry (
    tenant_id text not null,
    formation_id text not null,
    entry_id text not null,
    user_id text not null,
    session_id text not null,
    role text not null check (role in ('user', 'assistant')),
    content text not null,
    model text,
    vector bytea,
    created_at timestamptz not null,
    primary key (tenant_id, formation_id, entry_id),
    foreign key (tenant_id, formation_id, user_id, session_id)
        references insula.chat_session (tenant_id, formation_id, user_id, session_id) on delete cascade
        deferrable initially deferred
);
create index buffer_entry_by_session
    on insula.buffer_entry (tenant_id, formation_id, user_id, session_id, created_at, entry_id);
alter table insula.buffer_entry enable row level security;
alter table insula.buffer_entry force row level security;
create policy buffer_entry_user on insula.buffer_entry to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, delete on insula.buffer_entry to insula_user;
