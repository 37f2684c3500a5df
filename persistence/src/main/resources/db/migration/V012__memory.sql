-- Memory that stays useful: collections, expiry, changes with a version, near-duplicates merged with their sources kept,
-- and values under a key. Expands only: rows and programs of V008 stay valid.

alter table insula.memory
    add column collection text not null default 'default' check (collection ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    -- What the words come to, as a digest; two memories of one digest may be merged. Null: never merged.
    add column gist text,
    add column expires_at timestamptz,
    -- When it was said last; null: only once, when it was kept.
    add column said_at timestamptz,
    add column updated_at timestamptz,
    add column version integer not null default 1,
    add column sources integer not null default 1;
create index memory_by_gist on insula.memory (tenant_id, formation_id, user_id, gist) where gist is not null;
create index memory_by_expiry on insula.memory (tenant_id, formation_id, user_id, expires_at)
    where expires_at is not null;

-- Containment is not leakproof, so no index could serve it behind the policies: it is asked of the user's own rows, which
-- an index finds. The text stays what it was, so that metadata come back in the shape in which they were sent.
create function insula.metadata_holds(metadata text, wanted text) returns boolean
    language sql immutable
    as $$ select metadata is not null and metadata::jsonb @> wanted::jsonb $$;
grant execute on function insula.metadata_holds(text, text) to insula_user;

-- expiring: whether any collection of the user lets its memories expire, so that most additions need not look.
-- values_kept: how many keys the user has. Both are kept by triggers.
alter table insula.memory_revision
    add column expiring boolean not null default false,
    add column values_kept integer not null default 0;

-- Holds all that one user remembers until the transaction ends: what was read behind it nobody changes meanwhile. Runs
-- with the caller's rights.
create function insula.hold_memories() returns table (expiring boolean, values_kept integer)
    language sql set search_path = pg_catalog
    as $$
        insert into insula.memory_revision as r (tenant_id, formation_id, user_id, revision, deleted_revision)
             values (insula_context.tenant(), insula_context.formation(), insula_context.person(), 0, 0)
        on conflict (tenant_id, formation_id, user_id) do update set revision = r.revision
          returning r.expiring, r.values_kept;
    $$;
grant execute on function insula.hold_memories() to insula_user;

-- What a cache keeps beside the vector has changed: the vector is numbered anew, and the cache reads the row again.
create function insula.note_memory_change() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
    begin
        update insula.memory_vector v set revision = 0
         where v.tenant_id = new.tenant_id and v.formation_id = new.formation_id and v.memory_id = new.memory_id;
        return null;
    end
    $$;
create trigger note_memory_change after update on insula.memory for each row
    when ((old.content, old.collection, old.session_id, old.expires_at, old.created_at)
        is distinct from (new.content, new.collection, new.session_id, new.expires_at, new.created_at))
    execute function insula.note_memory_change();
grant execute on function insula.note_memory_change() to insula_user;

-- Where a merged memory was said, and in which words.
create table insula.memory_source (
    tenant_id text not null,
    formation_id text not null,
    source_id text not null,
    user_id text not null,
    memory_id text not null,
    kind text not null check (kind in ('explicit', 'episodic')),
    session_id text,
    wording text not null,
    said_at timestamptz not null,
    primary key (tenant_id, formation_id, source_id),
    foreign key (tenant_id, formation_id, user_id, memory_id)
        references insula.memory (tenant_id, formation_id, user_id, memory_id) on delete cascade
        deferrable initially deferred
);
create index memory_source_by_memory
    on insula.memory_source (tenant_id, formation_id, user_id, memory_id, said_at, source_id);
alter table insula.memory_source enable row level security;
alter table insula.memory_source force row level security;
create policy memory_source_user on insula.memory_source to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, delete on insula.memory_source to insula_user;

-- What a user has settled about a collection; a collection without a row is no less one.
create table insula.memory_collection (
    tenant_id text not null,
    formation_id text not null,
    user_id text not null,
    name text not null check (name ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    expires_after bigint check (expires_after > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, formation_id, user_id, name),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
alter table insula.memory_collection enable row level security;
alter table insula.memory_collection force row level security;
create policy memory_collection_user on insula.memory_collection to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.memory_collection to insula_user;

create function insula.note_collection() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
    declare
        changed insula.memory_collection := coalesce(new, old);
        some_expire boolean := exists (
            select from insula.memory_collection c
             where c.tenant_id = changed.tenant_id and c.formation_id = changed.formation_id
               and c.user_id = changed.user_id and c.expires_after is not null);
    begin
        if tg_op = 'DELETE' then
            -- An erased user has no revision any more, and gets none by what goes after it.
            update insula.memory_revision r set expiring = some_expire
             where r.tenant_id = old.tenant_id and r.formation_id = old.formation_id and r.user_id = old.user_id;
            return null;
        end if;
        insert into insula.memory_revision as r
               (tenant_id, formation_id, user_id, revision, deleted_revision, expiring)
             values (new.tenant_id, new.formation_id, new.user_id, 0, 0, some_expire)
        on conflict (tenant_id, formation_id, user_id) do update set expiring = excluded.expiring;
        return null;
    end
    $$;
create trigger note_collection after insert or update or delete on insula.memory_collection
    for each row execute function insula.note_collection();
grant execute on function insula.note_collection() to insula_user;

-- A user's values under names of his own. The namespace is a label within the user's rows; it opens nothing.
create table insula.memory_value (
    tenant_id text not null,
    formation_id text not null,
    user_id text not null,
    namespace text not null,
    key text not null,
    value text not null,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, formation_id, user_id, namespace, key),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
alter table insula.memory_value enable row level security;
alter table insula.memory_value force row level security;
create policy memory_value_user on insula.memory_value to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.memory_value to insula_user;

create function insula.count_memory_value() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
    begin
        if tg_op = 'DELETE' then
            update insula.memory_revision r set values_kept = r.values_kept - 1
             where r.tenant_id = old.tenant_id and r.formation_id = old.formation_id and r.user_id = old.user_id;
            return null;
        end if;
        insert into insula.memory_revision as r
               (tenant_id, formation_id, user_id, revision, deleted_revision, values_kept)
             values (new.tenant_id, new.formation_id, new.user_id, 0, 0, 1)
        on conflict (tenant_id, formation_id, user_id) do update set values_kept = r.values_kept + 1;
        return null;
    end
    $$;
create trigger count_memory_value after insert or delete on insula.memory_value
    for each row execute function insula.count_memory_value();
grant execute on function insula.count_memory_value() to insula_user;
