-- What is known of a user as a whole: preferences, a synopsis of them and of the memories; and how all of it is erased.

create table insula.preference (
    tenant_id text not null,
    formation_id text not null,
    preference_id text not null,
    user_id text not null,
    key text not null,
    value text not null,
    memory_id text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, formation_id, preference_id),
    unique (tenant_id, formation_id, user_id, key),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id),
    -- What was read from a memory goes with it.
    foreign key (tenant_id, formation_id, user_id, memory_id)
        references insula.memory (tenant_id, formation_id, user_id, memory_id) on delete cascade
        deferrable initially deferred
);
create index preference_by_user
    on insula.preference (tenant_id, formation_id, user_id, created_at, preference_id);
create index preference_by_memory on insula.preference (tenant_id, formation_id, memory_id);
alter table insula.preference enable row level security;
alter table insula.preference force row level security;
create policy preference_user on insula.preference to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.preference to insula_user;

-- A memory that says something else now no longer vouches for what was read or made from it.
create function insula.drop_read_preference() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
    begin
        delete from insula.preference p
         where p.tenant_id = new.tenant_id and p.formation_id = new.formation_id and p.user_id = new.user_id
           and p.memory_id = new.memory_id;
        delete from insula.synopsis y
         where y.tenant_id = new.tenant_id and y.formation_id = new.formation_id and y.user_id = new.user_id;
        return null;
    end
    $$;
create trigger drop_read_preference after update of content on insula.memory
    for each row when (old.content is distinct from new.content) execute function insula.drop_read_preference();
grant execute on function insula.drop_read_preference() to insula_user;

-- basis says from which state of memories and preferences the text was made.
create table insula.synopsis (
    tenant_id text not null,
    formation_id text not null,
    user_id text not null,
    content text not null,
    author text not null,
    basis text not null,
    made_at timestamptz not null,
    primary key (tenant_id, formation_id, user_id),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
alter table insula.synopsis enable row level security;
alter table insula.synopsis force row level security;
create policy synopsis_user on insula.synopsis to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.synopsis to insula_user;

-- Erasure. The catalogue says which tables hold rows of users: one that is added later is erased without being named
-- here. Evidence stays; the user and the identifiers go last, by remove_person.
grant delete on insula.memory_revision to insula_user;

-- Revisions first: the triggers that keep them would otherwise count each row that goes. Then children before parents,
-- so that each row is counted where it lies instead of vanishing with another.
create function insula_context.tables_of_users() returns table (name text)
    language sql stable set search_path = pg_catalog
    as $$
        with recursive ours as (
            select c.oid, c.relname::text as name from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped
             where c.relnamespace = 'insula'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
               and c.relname not in ('app_user', 'user_identifier', 'audit_entry')
        ), below as (
            select o.oid, 0 as depth from ours o
            union all
            select o.oid, b.depth + 1 from below b
              join pg_constraint k on k.contype = 'f' and k.confrelid = b.oid and k.conrelid <> k.confrelid
              join ours o on o.oid = k.conrelid
             where b.depth < 20
        )
        select o.name from ours o join below b on b.oid = o.oid
         group by o.name order by o.name not like '%\_revision', max(b.depth) desc, o.name
    $$;

-- Waits for the user's turns in the order in which they themselves take hold: the session, what counts the memories, and
-- last the user, by the foreign keys of what they write. In another order the two would wait for each other.
create function insula_context.hold_rows() returns void
    language plpgsql volatile set search_path = pg_catalog
    as $$
    begin
        perform 1 from insula.chat_session s
          where s.tenant_id = insula_context.tenant() and s.formation_id = insula_context.formation()
            and s.user_id = insula_context.person() order by s.session_id for update;
        perform 1 from insula.memory_revision r
          where r.tenant_id = insula_context.tenant() and r.formation_id = insula_context.formation()
            and r.user_id = insula_context.person() for update;
        perform 1 from insula.working_revision r
          where r.tenant_id = insula_context.tenant() and r.formation_id = insula_context.formation()
            and r.user_id = insula_context.person() for update;
    end
    $$;

-- Deletes rows of the bound user, up to `most` of each table, with the rights and under the policies of that user. Where
-- more are left it goes no further: what they hang on would take them along, uncounted and all at once.
create function insula_context.erase_rows(most integer) returns table (name text, gone bigint)
    language plpgsql volatile set search_path = pg_catalog
    as $$
    begin
        perform insula_context.hold_rows();
        for name in select t.name from insula_context.tables_of_users() t loop
            execute format('delete from insula.%1$I where ctid = any (array(select ctid from insula.%1$I'
                           || ' where tenant_id = insula_context.tenant() and formation_id = insula_context.formation()'
                           || ' and user_id = insula_context.person() limit $1))', name) using most;
            get diagnostics gone = row_count;
            return next;
            exit when gone = most;
        end loop;
    end
    $$;

-- How many rows the bound user has, the user and the identifiers among them.
create function insula_context.count_rows() returns bigint
    language plpgsql stable set search_path = pg_catalog
    as $$
    declare
        name text;
        part bigint;
        total bigint := 0;
    begin
        for name in select t.name from insula_context.tables_of_users() t
                     union all values ('app_user'), ('user_identifier') loop
            execute format('select count(*) from insula.%I where tenant_id = insula_context.tenant()'
                           || ' and formation_id = insula_context.formation() and user_id = insula_context.person()',
                           name) into part;
            total := total + part;
        end loop;
        return total;
    end
    $$;

-- Waits for what is being written in the user's name, and lets nothing further be: rows of users hang on this one.
create function insula_context.hold_person() returns void
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    begin
        if current_setting('role') <> 'insula_user' then
            raise insufficient_privilege using message = 'not the user of this transaction';
        end if;
        perform 1 from insula.app_user u
          where u.tenant_id = insula_context.tenant() and u.formation_id = insula_context.formation()
            and u.user_id = insula_context.person() for update;
    end
    $$;

create function insula_context.remove_person() returns table (name text, gone bigint)
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    begin
        if current_setting('role') <> 'insula_user' then
            raise insufficient_privilege using message = 'not the user of this transaction';
        end if;
        delete from insula.user_identifier i
         where i.tenant_id = insula_context.tenant() and i.formation_id = insula_context.formation()
           and i.user_id = insula_context.person();
        name := 'user_identifier';
        get diagnostics gone = row_count;
        return next;
        delete from insula.app_user u
         where u.tenant_id = insula_context.tenant() and u.formation_id = insula_context.formation()
           and u.user_id = insula_context.person();
        name := 'app_user';
        get diagnostics gone = row_count;
        return next;
    end
    $$;
grant update (status), delete on insula.app_user to insula_definer;
grant delete on insula.user_identifier to insula_definer;
grant execute on function insula_context.tables_of_users(), insula_context.hold_rows(), insula_context.erase_rows(integer),
    insula_context.count_rows(), insula_context.hold_person(), insula_context.remove_person() to insula_user;
grant create on schema insula_context to insula_definer;
alter function insula_context.hold_person() owner to insula_definer;
alter function insula_context.remove_person() owner to insula_definer;
revoke create on schema insula_context from insula_definer;
