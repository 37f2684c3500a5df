-- Working memory may be indexed by a server outside, which knows numbers and vectors and nothing else. It only proposes
-- numbers: what they stand for is read here.

-- The revision at which a statement was said: its number within its user's working memory.
alter table insula.working_entry add column revision bigint not null default 0;

-- FORCE holds the owner back too; lifted and restored in this one transaction.
alter table insula.working_revision no force row level security;
alter table insula.working_entry no force row level security;
update insula.working_entry e
   set revision = n.place
  from (select w.tenant_id, w.formation_id, w.entry_id,
               row_number() over (partition by w.tenant_id, w.formation_id, w.user_id
                                      order by w.created_at, w.entry_id) as place
          from insula.working_entry w) n
 where e.tenant_id = n.tenant_id and e.formation_id = n.formation_id and e.entry_id = n.entry_id;
alter table insula.working_entry force row level security;
alter table insula.working_revision force row level security;
create index working_entry_by_revision
    on insula.working_entry (tenant_id, formation_id, user_id, revision);

create or replace function insula.number_working_entry() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
    begin
        if tg_op = 'INSERT' then
            insert into insula.working_revision as r (tenant_id, formation_id, user_id, revision, entries, weight)
                 values (new.tenant_id, new.formation_id, new.user_id, 1, 1, new.weight)
            on conflict (tenant_id, formation_id, user_id) do update
                set revision = r.revision + 1, entries = r.entries + 1, weight = r.weight + excluded.weight
              returning r.revision into new.revision;
            return new;
        end if;
        update insula.working_revision r
           set revision = r.revision + 1, entries = r.entries - 1, weight = r.weight - old.weight
         where r.tenant_id = old.tenant_id and r.formation_id = old.formation_id and r.user_id = old.user_id;
        return old;
    end
    $$;

-- The index of one user and model: its name on the server, which is random and nobody's, and up to which revision it is
-- filled. Whoever fills it holds it until then.
create table insula.working_index (
    tenant_id text not null,
    formation_id text not null,
    index_id text not null check (index_id ~ '^[0-9a-f]{64}$'),
    user_id text not null,
    model text not null,
    up_to bigint not null,
    held integer not null,
    filled_until timestamptz not null,
    created_at timestamptz not null,
    primary key (tenant_id, formation_id, index_id),
    unique (tenant_id, formation_id, user_id, model),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
alter table insula.working_index enable row level security;
alter table insula.working_index force row level security;
create policy working_index_user on insula.working_index to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.working_index to insula_user;

-- Indexes that are to go from the server. They outlive their user, of whom they know nothing. Whoever was just filling one
-- may do so a last time: until nobody does, it is deleted again.
create table insula.working_index_leaving (
    tenant_id text not null,
    formation_id text not null,
    index_id text not null,
    due timestamptz not null,
    again_at timestamptz not null,
    primary key (tenant_id, formation_id, index_id)
);
create index working_index_leaving_due on insula.working_index_leaving (tenant_id, formation_id, due);
alter table insula.working_index_leaving enable row level security;
alter table insula.working_index_leaving force row level security;
create policy working_index_leaving_definer on insula.working_index_leaving to insula_definer
    using (true) with check (true);
grant select, insert, delete on insula.working_index_leaving to insula_definer;
grant update (due) on insula.working_index_leaving to insula_definer;

-- With rights of its own: who may delete an index may not choose which one is noted.
create function insula_context.leave_working_index() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
    begin
        insert into insula.working_index_leaving (tenant_id, formation_id, index_id, due, again_at)
             values (old.tenant_id, old.formation_id, old.index_id, now(), old.filled_until);
        return old;
    end
    $$;
create trigger leave_working_index before delete on insula.working_index
    for each row execute function insula_context.leave_working_index();
grant create on schema insula_context to insula_definer;
alter function insula_context.leave_working_index() owner to insula_definer;
revoke create on schema insula_context from insula_definer;

-- Takes up to 'most' indexes that are to go; if nothing comes of it, they are due again after a pause.
create function insula_gate.take_leaving_indexes(most integer, formations text[], pause_millis bigint)
    returns table (tenant_id text, formation_id text, index_id text)
    language sql volatile security definer set search_path = pg_catalog
    as $$
        with due as (
            select l.tenant_id, l.formation_id, l.index_id from insula.working_index_leaving l
             where l.formation_id = any (formations) and l.due <= now()
             order by l.due limit most for update skip locked
        )
        update insula.working_index_leaving l set due = now() + pause_millis * interval '1 millisecond'
          from due d
         where l.tenant_id = d.tenant_id and l.formation_id = d.formation_id and l.index_id = d.index_id
        returning l.tenant_id, l.formation_id, l.index_id
    $$;

-- An index has gone from the server: for good, unless somebody may still be filling it.
create function insula_gate.index_left(of_tenant text, of_formation text, of_index text) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    begin
        delete from insula.working_index_leaving l
         where l.tenant_id = of_tenant and l.formation_id = of_formation and l.index_id = of_index
           and l.again_at <= now();
        if found then
            return true;
        end if;
        update insula.working_index_leaving l set due = l.again_at
         where l.tenant_id = of_tenant and l.formation_id = of_formation and l.index_id = of_index;
        return false;
    end
    $$;
grant execute on function insula_gate.take_leaving_indexes(integer, text[], bigint) to insula_gate;
grant execute on function insula_gate.index_left(text, text, text) to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.take_leaving_indexes(integer, text[], bigint) owner to insula_definer;
alter function insula_gate.index_left(text, text, text) owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
