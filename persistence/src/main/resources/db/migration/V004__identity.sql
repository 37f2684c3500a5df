-- Users and the identifiers under which they come. Formation, tenant and identifier together name a user.

create table insula.app_user (
    tenant_id text not null,
    formation_id text not null,
    user_id text not null,
    status text not null check (status in ('active', 'suspended')),
    created_at timestamptz not null,
    primary key (tenant_id, formation_id, user_id),
    foreign key (tenant_id, formation_id) references insula.membership (tenant_id, formation_id)
);
alter table insula.app_user enable row level security;
alter table insula.app_user force row level security;
create policy app_user_definer on insula.app_user to insula_definer using (true) with check (true);
create policy app_user_user on insula.app_user to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (false);
create policy app_user_tenant on insula.app_user to insula_tenant
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()))
    with check (false);
grant select, insert on insula.app_user to insula_definer;
grant select on insula.app_user to insula_user, insula_tenant;

create table insula.user_identifier (
    tenant_id text not null,
    formation_id text not null,
    identifier text not null,
    user_id text not null,
    type text,
    created_at timestamptz not null,
    primary key (tenant_id, formation_id, identifier),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
        on delete cascade
);
create index user_identifier_by_user on insula.user_identifier (tenant_id, formation_id, user_id);
alter table insula.user_identifier enable row level security;
alter table insula.user_identifier force row level security;
create policy user_identifier_definer on insula.user_identifier to insula_definer using (true) with check (true);
create policy user_identifier_user on insula.user_identifier to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (false);
create policy user_identifier_tenant on insula.user_identifier to insula_tenant
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()))
    with check (false);
grant select, insert on insula.user_identifier to insula_definer;
grant select on insula.user_identifier to insula_user, insula_tenant;

-- Who stands behind an identifier: the tenant of that slug, whether it may act, the user if already known, and the
-- epochs at which all this was true. A public id (usr_...) is its own identifier, but only inside its own tenant.
create function insula_gate.find_user(for_formation text, for_slug text, for_identifier text, is_public boolean)
    returns table (tenant_id text, tenant_active boolean, user_id text, user_active boolean,
                   formation_epoch bigint, tenant_epoch bigint)
    language sql stable security definer set search_path = pg_catalog
    as $$
        select m.tenant_id, t.status = 'active' and m.status = 'active', u.user_id, u.status = 'active',
               e.formation_epoch, e.tenant_epoch
          from (select 1) always
          left join (insula.tenant t join insula.membership m
                        on m.tenant_id = t.tenant_id and m.formation_id = for_formation) on t.slug = for_slug
          cross join lateral insula_context.epochs(for_formation, m.tenant_id) e
          left join insula.user_identifier i
                 on not is_public and i.tenant_id = m.tenant_id and i.formation_id = for_formation
                and i.identifier = for_identifier
          left join insula.app_user u
                 on u.tenant_id = m.tenant_id and u.formation_id = for_formation
                and u.user_id = case when is_public then for_identifier else i.user_id end
    $$;

-- First sight of an identifier in a tenant that may act: makes the user exactly once, however many requests arrive together. The row of the
-- identifier decides who came first; a user that lost the race is taken back.
create function insula_gate.first_sight(for_formation text, for_tenant text, for_identifier text, new_user_id text)
    returns text
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    declare
        winner text;
    begin
        perform pg_advisory_xact_lock(hashtextextended(for_formation || '/' || for_tenant || '/' || for_identifier, 1));
        select i.user_id into winner from insula.user_identifier i
         where i.tenant_id = for_tenant and i.formation_id = for_formation and i.identifier = for_identifier;
        if winner is not null then
            return winner;
        end if;
        if not exists (select 1 from insula.membership m join insula.tenant t on t.tenant_id = m.tenant_id
                        where m.tenant_id = for_tenant and m.formation_id = for_formation
                          and m.status = 'active' and t.status = 'active') then
            return null;
        end if;
        insert into insula.app_user (tenant_id, formation_id, user_id, status, created_at)
             values (for_tenant, for_formation, new_user_id, 'active', now());
        insert into insula.user_identifier (tenant_id, formation_id, identifier, user_id, type, created_at)
             values (for_tenant, for_formation, for_identifier, new_user_id, null, now());
        return new_user_id;
    end
    $$;
grant execute on function insula_gate.find_user(text, text, text, boolean) to insula_gate;
grant execute on function insula_gate.first_sight(text, text, text, text) to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.find_user(text, text, text, boolean) owner to insula_definer;
alter function insula_gate.first_sight(text, text, text, text) owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
