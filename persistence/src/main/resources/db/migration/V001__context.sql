-- How a transaction says for whom it works, and how policies read it. Everything that needs the context goes through
-- these functions, so that the way it is proved can change here alone.

create schema insula_context;
create schema insula_gate;

grant usage on schema insula_context to insula_app, insula_gate, insula_user, insula_tenant, insula_tenant_content,
    insula_guest, insula_platform, insula_definer;
grant usage on schema insula_gate to insula_gate;
grant usage on schema insula to insula_user, insula_tenant, insula_tenant_content, insula_guest, insula_platform,
    insula_definer;

alter default privileges revoke execute on functions from public;

-- After a transaction a setting is '' and not null: both mean "no context", and no context means no rows.
create function insula_context.formation() returns text
    language sql stable parallel safe
    as $$ select nullif(current_setting('insula.formation', true), '') $$;
create function insula_context.tenant() returns text
    language sql stable parallel safe
    as $$ select nullif(current_setting('insula.tenant', true), '') $$;
create function insula_context.person() returns text
    language sql stable parallel safe
    as $$ select nullif(current_setting('insula.person', true), '') $$;

grant execute on function insula_context.formation(), insula_context.tenant(), insula_context.person()
    to insula_user, insula_tenant, insula_tenant_content, insula_guest, insula_platform, insula_definer, insula_backup;

-- The epochs of a formation (tenant '') and of its tenants: raised with each change that must hold at once.
create table insula.epoch (
    tenant_id text not null,
    formation_id text not null,
    value bigint not null,
    primary key (tenant_id, formation_id)
);
alter table insula.epoch enable row level security;
alter table insula.epoch force row level security;
create policy epoch_definer on insula.epoch to insula_definer using (true) with check (true);
grant select, insert, update on insula.epoch to insula_definer;

-- In PL/pgSQL because a function in SQL is planned anew at each call, and this one is called in each transaction.
create function insula_context.epochs(for_formation text, for_tenant text)
    returns table (formation_epoch bigint, tenant_epoch bigint)
    language plpgsql stable security definer set search_path = pg_catalog
    as $$
    begin
        select coalesce((select e.value from insula.epoch e where e.tenant_id = '' and e.formation_id = for_formation), 0),
               coalesce((select e.value from insula.epoch e
                          where e.tenant_id = for_tenant and e.tenant_id <> '' and e.formation_id = for_formation), 0)
          into formation_epoch, tenant_epoch;
        return next;
    end
    $$;

-- Whoever changes something may raise the epoch of what it is bound to, and no other: each raise makes every node ask
-- again, and a stranger could keep them busy. The setting still names the scope here, where the definer is at work.
create function insula_context.raise_epoch(for_formation text, for_tenant text) returns void
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    begin
        if for_formation is null or for_formation is distinct from insula_context.formation()
           or current_setting('role') <> 'insula_platform'
              and (for_tenant is null or for_tenant is distinct from insula_context.tenant()) then
            raise insufficient_privilege using message = 'not the epoch of this transaction';
        end if;
        insert into insula.epoch (tenant_id, formation_id, value) values (coalesce(for_tenant, ''), for_formation, 1)
        on conflict (tenant_id, formation_id) do update set value = epoch.value + 1;
    end
    $$;

-- The one statement that begins the work of a transaction. Executable only before a scope is entered and from the
-- gate: a transaction that is bound to a user cannot bind itself again.
create function insula_context.bind(scope text, for_formation text, for_tenant text, for_person text)
    returns table (formation_epoch bigint, tenant_epoch bigint)
    language plpgsql volatile
    as $$
    begin
        if scope is null or scope not in ('insula_user', 'insula_tenant', 'insula_tenant_content', 'insula_guest',
                                            'insula_platform') then
            raise exception 'not a scope';
        end if;
        select e.formation_epoch, e.tenant_epoch into formation_epoch, tenant_epoch
          from insula_context.epochs(for_formation, for_tenant) e;
        perform set_config('insula.formation', coalesce(for_formation, ''), true),
                set_config('insula.tenant', coalesce(for_tenant, ''), true),
                set_config('insula.person', coalesce(for_person, ''), true),
                set_config('role', scope, true);
        return next;
    end
    $$;

-- The application may read the version of the schema, nothing else of its history.
grant select on insula.flyway_schema_history to insula_definer;
create function insula_context.schema_version() returns text
    language sql stable security definer set search_path = pg_catalog
    as $$
        select h.version from insula.flyway_schema_history h
         where h.success and h.version is not null order by h.installed_rank desc limit 1
    $$;

grant execute on function insula_context.schema_version() to insula_app;
grant execute on function insula_context.epochs(text, text) to insula_app, insula_gate;
grant execute on function insula_context.raise_epoch(text, text) to insula_user, insula_tenant, insula_platform;
grant create on schema insula_context, insula_gate to insula_definer;
alter function insula_context.schema_version() owner to insula_definer;
alter function insula_context.epochs(text, text) owner to insula_definer;
alter function insula_context.raise_epoch(text, text) owner to insula_definer;
revoke create on schema insula_context, insula_gate from insula_definer;

grant execute on function insula_context.bind(text, text, text, text) to insula_app, insula_gate;
