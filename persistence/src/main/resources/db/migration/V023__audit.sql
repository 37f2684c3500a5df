-- Evidence that shows when it was touched. Rows are written as before, in the transaction of the change; what is
-- committed is chained later, in batches, by one sealer for each tenant of a formation. The chain stands in tables of its
-- own, so that a row of evidence is never written twice.

alter table insula.audit_entry
    add column address text,
    add column if not exists occurrences integer not null default 1;
create index audit_entry_by_user on insula.audit_entry (tenant_id, formation_id, user_id, created_at, entry_id);
create index audit_entry_by_age on insula.audit_entry (tenant_id, formation_id, created_at, entry_id);
drop index insula.audit_entry_by_time;

-- What waits for its seal. A row is here from the very transaction that wrote the entry until the one that sealed it, so
-- it does not matter in which order transactions began, were numbered or came to their end.
create table insula.audit_pending (
    tenant_id text not null,
    formation_id text not null,
    created_at timestamptz not null,
    entry_id text not null,
    primary key (tenant_id, formation_id, created_at, entry_id)
);
alter table insula.audit_pending enable row level security;
alter table insula.audit_pending force row level security;
create policy audit_pending_definer on insula.audit_pending to insula_definer using (true) with check (true);
create policy audit_pending_tenant on insula.audit_pending to insula_tenant
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()))
    with check (false);
create policy audit_pending_platform on insula.audit_pending for select to insula_platform
    using (formation_id = (select insula_context.formation()));
create policy audit_pending_platform_sealed on insula.audit_pending for delete to insula_platform
    using (formation_id = (select insula_context.formation()) and tenant_id = '');
grant insert on insula.audit_pending to insula_definer;
grant select, delete on insula.audit_pending to insula_tenant, insula_platform;

-- One link of the chain for each entry: `digest` over what the entry says, `hash` over the hash before, the position,
-- the entry's id and its digest.
create table insula.audit_seal (
    tenant_id text not null,
    formation_id text not null,
    position bigint not null check (position > 0),
    entry_id text not null,
    digest bytea not null,
    hash bytea not null,
    primary key (tenant_id, formation_id, position),
    unique (tenant_id, formation_id, entry_id)
);
alter table insula.audit_seal enable row level security;
alter table insula.audit_seal force row level security;
create policy audit_seal_tenant on insula.audit_seal to insula_tenant
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()));
create policy audit_seal_platform on insula.audit_seal to insula_platform
    using (formation_id = (select insula_context.formation()) and tenant_id = '')
    with check (formation_id = (select insula_context.formation()) and tenant_id = '');
grant select, insert on insula.audit_seal to insula_tenant, insula_platform;

-- The end of each batch, signed. `entries` is how many links the batch has.
create table insula.audit_head (
    tenant_id text not null,
    formation_id text not null,
    position bigint not null check (position > 0),
    entries integer not null check (entries > 0),
    hash bytea not null,
    sealed_at timestamptz not null,
    key_id text not null,
    signature bytea not null,
    primary key (tenant_id, formation_id, position)
);
alter table insula.audit_head enable row level security;
alter table insula.audit_head force row level security;
create policy audit_head_tenant on insula.audit_head to insula_tenant
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()));
create policy audit_head_platform on insula.audit_head to insula_platform
    using (formation_id = (select insula_context.formation()) and tenant_id = '')
    with check (formation_id = (select insula_context.formation()) and tenant_id = '');
grant select, insert on insula.audit_head to insula_tenant, insula_platform;

-- Whoever holds the owner's password may remove what is older than the house keeps, one chain at a time and only what is
-- sealed: the same policies bind the owner, who names the chain like anybody else. Heads are never removed.
create policy membership_owner on insula.membership for select to insula_owner using (slug <> '');
create policy audit_head_owner on insula.audit_head for select to insula_owner using (position > 0);
create policy audit_seal_owner on insula.audit_seal to insula_owner
    using (formation_id = (select insula_context.formation())
        and tenant_id = coalesce((select insula_context.tenant()), ''))
    with check (false);
create policy audit_entry_owner on insula.audit_entry to insula_owner
    using (formation_id = (select insula_context.formation())
        and tenant_id = coalesce((select insula_context.tenant()), ''))
    with check (formation_id = (select insula_context.formation())
        and tenant_id = coalesce((select insula_context.tenant()), ''));
grant execute on function insula_context.formation(), insula_context.tenant() to insula_owner;

create function insula_context.await_seal() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    begin
        insert into insula.audit_pending (tenant_id, formation_id, created_at, entry_id)
             values (new.tenant_id, new.formation_id, new.created_at, new.entry_id);
        return null;
    end
    $$;
create trigger audit_entry_awaits_seal after insert on insula.audit_entry
    for each row execute function insula_context.await_seal();

-- What was written before there was a chain waits for its seal like everything else.
alter table insula.audit_entry no force row level security;
alter table insula.audit_pending no force row level security;
insert into insula.audit_pending (tenant_id, formation_id, created_at, entry_id)
     select tenant_id, formation_id, created_at, entry_id from insula.audit_entry;
alter table insula.audit_entry force row level security;
alter table insula.audit_pending force row level security;

-- As before, with the address that the request came from.
create function insula_gate.record(new_entry_id text, for_formation text, for_tenant text, by_actor text,
                                   what text, kind text, which text, in_request text, from_address text) returns void
    language sql volatile security definer set search_path = pg_catalog
    as $$
        insert into insula.audit_entry (tenant_id, formation_id, entry_id, actor, action, resource_type, resource_id,
                                        result, request_id, address, created_at)
        values (for_tenant, for_formation, new_entry_id, by_actor, what, kind, which, 'success', in_request,
                from_address, now())
    $$;
grant execute on function insula_gate.record(text, text, text, text, text, text, text, text, text) to insula_gate;
grant create on schema insula_context, insula_gate to insula_definer;
alter function insula_context.await_seal() owner to insula_definer;
alter function insula_gate.record(text, text, text, text, text, text, text, text, text) owner to insula_definer;
revoke create on schema insula_context, insula_gate from insula_definer;
