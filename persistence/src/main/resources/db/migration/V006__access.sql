-- API keys as keyed hashes; the keys themselves are nowhere. The gate finds one by its hash.

create table insula.api_key (
    formation_id text not null,
    key_id text not null,
    kind text not null check (kind in ('client', 'admin')),
    hash bytea not null,
    created_at timestamptz not null,
    revoked_at timestamptz,
    primary key (formation_id, key_id)
);
-- A key that was revoked may come back, as when a file of keys is restored.
create unique index api_key_by_hash on insula.api_key (hash) where revoked_at is null;
alter table insula.api_key enable row level security;
alter table insula.api_key force row level security;
create policy api_key_definer on insula.api_key for select to insula_definer using (true);
create policy api_key_platform on insula.api_key to insula_platform
    using (formation_id = (select insula_context.formation()))
    with check (formation_id = (select insula_context.formation()));
grant select on insula.api_key to insula_definer;
grant select, insert on insula.api_key to insula_platform;
grant update (revoked_at) on insula.api_key to insula_platform;

create function insula_gate.find_key(for_hash bytea)
    returns table (formation_id text, key_id text, kind text, hash bytea, formation_epoch bigint)
    language sql stable security definer set search_path = pg_catalog
    as $$
        select k.formation_id, k.key_id, k.kind, k.hash, e.formation_epoch
          from insula.api_key k
          cross join lateral insula_context.epochs(k.formation_id, null) e
         where k.hash = for_hash and k.revoked_at is null
    $$;
grant execute on function insula_gate.find_key(bytea) to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.find_key(bytea) owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
