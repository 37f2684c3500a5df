-- Who is in a group of a tenant, as its administrator says. The formation's own groups stand in its files.

create table insula.group_member (
    tenant_id text not null,
    formation_id text not null,
    group_name text not null,
    user_id text not null,
    added_at timestamptz not null,
    primary key (tenant_id, formation_id, group_name, user_id),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
create index group_member_by_user on insula.group_member (tenant_id, formation_id, user_id);
alter table insula.group_member enable row level security;
alter table insula.group_member force row level security;
create policy group_member_definer on insula.group_member to insula_definer using (true) with check (true);
create policy group_member_tenant on insula.group_member to insula_tenant
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()));
-- A user sees where he is, and his rows go with him.
create policy group_member_user on insula.group_member to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select on insula.group_member to insula_definer;
grant select, delete on insula.group_member to insula_user;
grant select, insert, delete on insula.group_member to insula_tenant;

-- By what names a user comes, and in which groups of the tenant the user is: what roles are assigned to. A secret among
-- the identifiers is no name.
create function insula_gate.claimant(for_formation text, for_tenant text, for_user text)
    returns table (identifiers text[], groups text[])
    language sql stable security definer set search_path = pg_catalog
    as $$
        select array(select i.identifier from insula.user_identifier i
                      where i.tenant_id = for_tenant and i.formation_id = for_formation and i.user_id = for_user
                        and i.handle is null
                      order by i.identifier),
               array(select g.group_name from insula.group_member g
                      where g.tenant_id = for_tenant and g.formation_id = for_formation and g.user_id = for_user
                      order by g.group_name)
    $$;
grant execute on function insula_gate.claimant(text, text, text) to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.claimant(text, text, text) owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
