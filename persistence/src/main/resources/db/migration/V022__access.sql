-- API keys of one kind: those of the formation itself and those that were made for a tenant, a user or a time. Tenant ''
-- stands for the formation as a whole. A key is the formation's, also where it serves one user: the user's erasure takes
-- it along, by the foreign key.

alter table insula.api_key
    add column tenant_id text not null default '',
    add column tenant_slug text,
    add column bound_user_id text,
    add column origin text not null default 'formation' check (origin in ('formation', 'api')),
    add column name text,
    add column shown text not null default '',
    add column scopes text,
    add column workspace_prefix text,
    add column expires_at timestamptz,
    add column last_used_at timestamptz,
    add column withdrawn boolean not null default false,
    add constraint api_key_user_of_tenant check (bound_user_id is null or tenant_id <> '' and kind = 'client'),
    add constraint api_key_tenant_named check ((tenant_id = '') = (tenant_slug is null)),
    drop constraint api_key_pkey,
    add primary key (tenant_id, formation_id, key_id),
    add foreign key (tenant_id, formation_id, bound_user_id)
        references insula.app_user (tenant_id, formation_id, user_id) on delete cascade;
create index api_key_by_user on insula.api_key (tenant_id, formation_id, bound_user_id);

create policy api_key_tenant on insula.api_key to insula_tenant
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()));
grant update (expires_at, withdrawn) on insula.api_key to insula_platform;
grant select (tenant_id, tenant_slug, formation_id, key_id, kind, bound_user_id, origin, name, shown, scopes, workspace_prefix,
              created_at, expires_at, last_used_at, revoked_at, withdrawn), insert,
      update (expires_at, revoked_at, withdrawn) on insula.api_key to insula_tenant;

create function insula_gate.find_api_key(for_hash bytea)
    returns table (formation_id text, key_id text, kind text, hash text, tenant_id text, tenant_slug text,
                   tenant_active boolean, user_id text, scopes text, workspace_prefix text, expires_at timestamptz,
                   formation_epoch bigint, tenant_epoch bigint)
    language sql stable security definer set search_path = pg_catalog
    as $$
        select k.formation_id, k.key_id, k.kind, encode(k.hash, 'hex'), nullif(k.tenant_id, ''), k.tenant_slug,
               k.tenant_id = '' or coalesce(m.status = 'active' and t.status = 'active', false), k.bound_user_id,
               k.scopes, k.workspace_prefix, k.expires_at, e.formation_epoch, e.tenant_epoch
          from insula.api_key k
          left join insula.membership m on m.tenant_id = k.tenant_id and m.formation_id = k.formation_id
          left join insula.tenant t on t.tenant_id = m.tenant_id
          cross join lateral insula_context.epochs(k.formation_id, nullif(k.tenant_id, '')) e
         where k.hash = for_hash and k.revoked_at is null
    $$;

-- When keys were last used, many at once and never on the way of a request; of each at most once a minute.
create policy api_key_definer_use on insula.api_key for update to insula_definer using (true) with check (true);
grant update (last_used_at) on insula.api_key to insula_definer;
create function insula_gate.note_key_uses(hashes text[], used_at timestamptz[]) returns void
    language sql volatile security definer set search_path = pg_catalog
    as $$
        update insula.api_key k set last_used_at = u.used_at
          from unnest(hashes, used_at) u(hash, used_at)
         where k.hash = decode(u.hash, 'hex') and k.revoked_at is null
           and (k.last_used_at is null or k.last_used_at <= u.used_at - interval '1 minute')
    $$;

grant execute on function insula_gate.find_api_key(bytea), insula_gate.note_key_uses(text[], timestamptz[])
    to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.find_api_key(bytea) owner to insula_definer;
alter function insula_gate.note_key_uses(text[], timestamptz[]) owner to insula_definer;
-- A version of the application that knows nothing of bindings sees only keys that have none.
set local role insula_definer;
create or replace function insula_gate.find_key(for_hash bytea)
    returns table (formation_id text, key_id text, kind text, hash bytea, formation_epoch bigint)
    language sql stable security definer set search_path = pg_catalog
    as $$
        select k.formation_id, k.key_id, k.kind, k.hash, e.formation_epoch
          from insula.api_key k
          cross join lateral insula_context.epochs(k.formation_id, null) e
         where k.hash = for_hash and k.revoked_at is null and k.tenant_id = '' and k.bound_user_id is null
           and k.scopes is null and k.workspace_prefix is null and k.expires_at is null
    $$;
reset role;
revoke create on schema insula_gate from insula_definer;
