-- Tenants are registered once for the whole deployment; formations hold memberships.

create table insula.tenant (
    tenant_id text not null,
    slug text not null,
    status text not null check (status in ('active', 'suspended')),
    created_at timestamptz not null,
    primary key (tenant_id)
);
-- Only the gate's functions look a tenant up by its slug; nobody else learns whether one exists.
create unique index tenant_by_slug on insula.tenant (slug);
alter table insula.tenant enable row level security;
alter table insula.tenant force row level security;
create policy tenant_definer on insula.tenant to insula_definer using (true) with check (true);
grant select, insert on insula.tenant to insula_definer;

create table insula.membership (
    tenant_id text not null references insula.tenant,
    formation_id text not null,
    slug text not null,
    status text not null check (status in ('active', 'suspended')),
    created_at timestamptz not null,
    primary key (tenant_id, formation_id)
);
create index membership_by_formation on insula.membership (formation_id, created_at, tenant_id);
alter table insula.membership enable row level security;
alter table insula.membership force row level security;
create policy membership_definer on insula.membership to insula_definer using (true) with check (true);
create policy membership_platform on insula.membership to insula_platform
    using (formation_id = (select insula_context.formation()))
    with check (formation_id = (select insula_context.formation()));
grant select, insert on insula.membership to insula_definer;
grant select on insula.membership to insula_platform;
grant update (status) on insula.membership to insula_platform;

-- Makes the slug a tenant of the formation unless it is one or the formation is full. A slug that other formations
-- know already is joined, which looks the same. The lock keeps two nodes from passing the limit together.
create function insula_gate.join_tenant(for_formation text, for_slug text, new_tenant_id text, most integer)
    returns table (tenant_id text, created boolean, full_house boolean)
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    declare
        known text;
    begin
        perform pg_advisory_xact_lock(hashtextextended('insula.membership.' || for_formation, 0));
        select m.tenant_id into known from insula.membership m
          join insula.tenant t on t.tenant_id = m.tenant_id
         where t.slug = for_slug and m.formation_id = for_formation;
        if known is not null then
            return query select known, false, false;
            return;
        end if;
        if (select count(*) from insula.membership m where m.formation_id = for_formation)
               >= coalesce(most, 0) then
            return query select null::text, false, true;
            return;
        end if;
        insert into insula.tenant (tenant_id, slug, status, created_at)
             values (new_tenant_id, for_slug, 'active', now()) on conflict (slug) do nothing;
        select t.tenant_id into known from insula.tenant t where t.slug = for_slug;
        insert into insula.membership (tenant_id, formation_id, slug, status, created_at)
             values (known, for_formation, for_slug, 'active', now());
        return query select known, true, false;
    end
    $$;
grant execute on function insula_gate.join_tenant(text, text, text, integer) to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.join_tenant(text, text, text, integer) owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
