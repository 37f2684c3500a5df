-- What was done, written with the change itself. Tenant '' stands for the formation as a whole. No scope may change or
-- remove a row.

create table insula.audit_entry (
    tenant_id text not null,
    formation_id text not null,
    entry_id text not null,
    user_id text,
    actor text not null,
    action text not null,
    resource_type text not null,
    resource_id text,
    result text not null,
    request_id text not null,
    created_at timestamptz not null,
    primary key (tenant_id, formation_id, entry_id)
);
create index audit_entry_by_time on insula.audit_entry (tenant_id, formation_id, created_at);
alter table insula.audit_entry enable row level security;
alter table insula.audit_entry force row level security;
create policy audit_entry_user on insula.audit_entry for insert to insula_user
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
create policy audit_entry_tenant on insula.audit_entry to insula_tenant
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()));
create policy audit_entry_platform on insula.audit_entry to insula_platform
    using (formation_id = (select insula_context.formation()))
    with check (formation_id = (select insula_context.formation()));
create policy audit_entry_definer on insula.audit_entry for insert to insula_definer with check (true);
grant insert on insula.audit_entry to insula_definer;
grant insert on insula.audit_entry to insula_user;
grant select, insert on insula.audit_entry to insula_tenant, insula_platform;

-- What the gate itself changes, a tenant or a user at first sight, is recorded by the gate: no context is bound yet.
create function insula_gate.record(new_entry_id text, for_formation text, for_tenant text, by_actor text,
                                   what text, kind text, which text, in_request text) returns void
    language sql volatile security definer set search_path = pg_catalog
    as $$
        insert into insula.audit_entry (tenant_id, formation_id, entry_id, actor, action, resource_type, resource_id,
                                        result, request_id, created_at)
        values (for_tenant, for_formation, new_entry_id, by_actor, what, kind, which, 'success', in_request, now())
    $$;
grant execute on function insula_gate.record(text, text, text, text, text, text, text, text) to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.record(text, text, text, text, text, text, text, text) owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
