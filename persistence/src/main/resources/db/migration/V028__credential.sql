-- The vault. What is secret lies sealed and apart from what may be listed, and each user's secrets are sealed under a key
-- that only this user's row of vault_key leads to: whoever deletes that row has shredded them, in all copies.

-- The secret that a user's key is derived from, wrapped by the master key of that id. used counts the seals made with it.
create table insula.vault_key (
    tenant_id text not null,
    formation_id text not null,
    user_id text not null,
    generation integer not null check (generation > 0),
    master_id text not null,
    wrapped bytea not null,
    used bigint not null,
    created_at timestamptz not null,
    primary key (tenant_id, formation_id, user_id),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
alter table insula.vault_key enable row level security;
alter table insula.vault_key force row level security;
create policy vault_key_definer on insula.vault_key to insula_definer using (true) with check (true);
create policy vault_key_user on insula.vault_key to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.vault_key to insula_user;
grant select, update, delete on insula.vault_key to insula_definer;

-- What may be listed of a credential. Services are compared as service_key has them: lower case, without differences
-- between - and _. A version never returns, not even with a credential of the same name that is made anew.
create table insula.credential (
    tenant_id text not null,
    formation_id text not null,
    credential_id text not null,
    user_id text not null,
    service text not null,
    service_key text not null,
    name text not null,
    preview text not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, formation_id, credential_id),
    unique (tenant_id, formation_id, user_id, credential_id),
    unique (tenant_id, formation_id, user_id, service_key, name),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
create index credential_by_user
    on insula.credential (tenant_id, formation_id, user_id, created_at, credential_id);
alter table insula.credential enable row level security;
alter table insula.credential force row level security;
create policy credential_definer on insula.credential to insula_definer using (true) with check (true);
create policy credential_user on insula.credential to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.credential to insula_user;
grant select, delete on insula.credential to insula_definer;

-- The contents: AES-256-GCM, the tag behind the text.
create table insula.credential_sealed (
    tenant_id text not null,
    formation_id text not null,
    user_id text not null,
    credential_id text not null,
    generation integer not null,
    nonce bytea not null check (octet_length(nonce) = 12),
    sealed bytea not null,
    primary key (tenant_id, formation_id, user_id, credential_id),
    foreign key (tenant_id, formation_id, user_id, credential_id)
        references insula.credential (tenant_id, formation_id, user_id, credential_id)
        on delete cascade deferrable initially deferred
);
alter table insula.credential_sealed enable row level security;
alter table insula.credential_sealed force row level security;
create policy credential_sealed_definer on insula.credential_sealed to insula_definer using (true) with check (true);
create policy credential_sealed_user on insula.credential_sealed to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.credential_sealed to insula_user;
grant select on insula.credential_sealed to insula_definer;

-- The same for the secrets of a formation. The scope that administers them writes what is sealed, but reads none of it.
create table insula.formation_key (
    formation_id text not null primary key,
    generation integer not null check (generation > 0),
    master_id text not null,
    wrapped bytea not null,
    used bigint not null,
    revision bigint not null,
    created_at timestamptz not null
);
alter table insula.formation_key enable row level security;
alter table insula.formation_key force row level security;
create policy formation_key_definer on insula.formation_key to insula_definer using (true) with check (true);
create policy formation_key_platform on insula.formation_key to insula_platform
    using (formation_id = (select insula_context.formation()))
    with check (formation_id = (select insula_context.formation()));
grant select, insert, update on insula.formation_key to insula_platform;
grant select, update on insula.formation_key to insula_definer;

create table insula.formation_secret (
    formation_id text not null,
    name text not null,
    preview text not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (formation_id, name)
);
alter table insula.formation_secret enable row level security;
alter table insula.formation_secret force row level security;
create policy formation_secret_definer on insula.formation_secret to insula_definer using (true) with check (true);
create policy formation_secret_platform on insula.formation_secret to insula_platform
    using (formation_id = (select insula_context.formation()))
    with check (formation_id = (select insula_context.formation()));
grant select, insert, update, delete on insula.formation_secret to insula_platform;
grant select on insula.formation_secret to insula_definer;

create table insula.formation_sealed (
    formation_id text not null,
    name text not null,
    generation integer not null,
    nonce bytea not null check (octet_length(nonce) = 12),
    sealed bytea not null,
    primary key (formation_id, name),
    foreign key (formation_id, name) references insula.formation_secret (formation_id, name)
        on delete cascade deferrable initially deferred
);
alter table insula.formation_sealed enable row level security;
alter table insula.formation_sealed force row level security;
create policy formation_sealed_definer on insula.formation_sealed to insula_definer using (true) with check (true);
create policy formation_sealed_platform on insula.formation_sealed to insula_platform
    using (formation_id = (select insula_context.formation()))
    with check (formation_id = (select insula_context.formation()));
grant select (formation_id, name), insert, update, delete on insula.formation_sealed to insula_platform;
grant select on insula.formation_sealed to insula_definer;

-- What a node resolves a formation with: sealed, and of use only to whoever has the master key.
create function insula_gate.formation_secrets(for_formation text)
    returns table (name text, version bigint, generation integer, nonce bytea, sealed bytea, master_id text,
                   wrapped bytea)
    language sql stable security definer set search_path = pg_catalog
    as $$
        select s.name, s.version, c.generation, c.nonce, c.sealed, k.master_id, k.wrapped
          from insula.formation_secret s
          join insula.formation_sealed c on c.formation_id = s.formation_id and c.name = s.name
          join insula.formation_key k on k.formation_id = s.formation_id
         where s.formation_id = for_formation
         order by s.name
    $$;

-- As active_revision, which programs of the version before still call, and how often the formation's secrets changed.
-- Other secrets make another formation of the same source, so it comes along then, too.
create function insula_gate.active_state(for_formation text, known_hash text, known_secrets bigint)
    returns table (hash text, source text, formation_epoch bigint, secrets bigint)
    language sql stable security definer set search_path = pg_catalog
    as $$
        select f.active_hash,
               case when f.active_hash is distinct from known_hash
                      or coalesce(k.revision, 0) is distinct from known_secrets then r.source end,
               e.formation_epoch, coalesce(k.revision, 0)
          from insula.formation f
          join insula.formation_revision r on r.formation_id = f.formation_id and r.hash = f.active_hash
          left join insula.formation_key k on k.formation_id = f.formation_id
          cross join lateral insula_context.epochs(f.formation_id, null) e
         where f.formation_id = for_formation
    $$;

-- What keeps the vault in order goes across all tenants, so the owner of the schema alone may do it, whose password no
-- server knows. None of it tells anything but bytes under seal.

-- Wrapped secrets that hang on another master key than this one, in slices: the next behind a tenant, formation and user.
-- Those of formations have no tenant and no user.
create function insula_gate.vault_to_wrap(current_id text, after_tenant text, after_formation text, after_user text,
                                          most integer)
    returns table (formation_id text, tenant_id text, user_id text, generation integer, master_id text, wrapped bytea)
    language sql stable security definer set search_path = pg_catalog
    as $$
        select * from (
            (select k.formation_id, k.tenant_id, k.user_id, k.generation, k.master_id, k.wrapped
               from insula.vault_key k
              where k.master_id <> current_id
                and (k.tenant_id, k.formation_id, k.user_id) > (after_tenant, after_formation, after_user)
              order by k.tenant_id, k.formation_id, k.user_id limit most)
            union all
            (select k.formation_id, '', '', k.generation, k.master_id, k.wrapped
               from insula.formation_key k
              where k.master_id <> current_id and ('', k.formation_id, '') > (after_tenant, after_formation, after_user)
              order by k.formation_id limit most)
        ) slice order by 2, 1, 3 limit most
    $$;

-- Puts the same secret in another wrapping, unless it is not the one any more that was read.
create function insula_gate.vault_wrap(for_formation text, for_tenant text, for_user text, known bytea, new_id text,
                                       new_wrapped bytea)
    returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    begin
        if for_user = '' then
            update insula.formation_key k set master_id = new_id, wrapped = new_wrapped
             where k.formation_id = for_formation and k.wrapped = known;
        else
            update insula.vault_key k set master_id = new_id, wrapped = new_wrapped
             where k.tenant_id = for_tenant and k.formation_id = for_formation and k.user_id = for_user
               and k.wrapped = known;
        end if;
        return found;
    end
    $$;

-- How many wrapped secrets hang on which master key. Waits for those that are being written, if that is wanted.
create function insula_gate.vault_masters(patiently boolean) returns table (master_id text, keys bigint)
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    begin
        if patiently then
            lock table insula.vault_key, insula.formation_key in share mode;
        end if;
        return query
            select m.master_id, count(*) from (select k.master_id from insula.vault_key k
                                               union all select k.master_id from insula.formation_key k) m
             group by m.master_id order by m.master_id;
    end
    $$;

-- All that is sealed, in slices: the next behind a formation, tenant and id. A formation's own has no tenant and no user.
create function insula_gate.vault_sealed(after_formation text, after_tenant text, after_id text, most integer)
    returns table (formation_id text, tenant_id text, user_id text, id text, service text, name text, version bigint,
                   generation integer, nonce bytea, sealed bytea, key_generation integer, master_id text, wrapped bytea)
    language sql stable security definer set search_path = pg_catalog
    as $$
        select * from (
            (select c.formation_id, c.tenant_id, c.user_id, c.credential_id, c.service_key, c.name, c.version,
                    s.generation, s.nonce, s.sealed, k.generation, k.master_id, k.wrapped
               from insula.credential c
               left join insula.credential_sealed s on s.tenant_id = c.tenant_id and s.formation_id = c.formation_id
                and s.user_id = c.user_id and s.credential_id = c.credential_id
               left join insula.vault_key k on k.tenant_id = c.tenant_id and k.formation_id = c.formation_id
                and k.user_id = c.user_id
              where (c.formation_id, c.tenant_id, c.credential_id) > (after_formation, after_tenant, after_id)
              order by c.formation_id, c.tenant_id, c.credential_id limit most)
            union all
            (select c.formation_id, '', '', c.name, '', c.name, c.version,
                    s.generation, s.nonce, s.sealed, k.generation, k.master_id, k.wrapped
               from insula.formation_secret c
               left join insula.formation_sealed s on s.formation_id = c.formation_id and s.name = c.name
               left join insula.formation_key k on k.formation_id = c.formation_id
              where (c.formation_id, '', c.name) > (after_formation, after_tenant, after_id)
              order by c.formation_id, c.name limit most)
        ) slice order by 1, 2, 4 limit most
    $$;

-- Takes from a tenant of a formation the secrets that open its credentials, and then what is of no use any more.
create function insula_gate.vault_shred(for_formation text, for_slug text) returns table (keys bigint, credentials bigint)
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    declare
        shredded text;
    begin
        select m.tenant_id into shredded from insula.membership m
         where m.formation_id = for_formation and m.slug = for_slug;
        if not found then
            return;
        end if;
        delete from insula.vault_key k where k.tenant_id = shredded and k.formation_id = for_formation;
        get diagnostics keys = row_count;
        delete from insula.credential c where c.tenant_id = shredded and c.formation_id = for_formation;
        get diagnostics credentials = row_count;
        perform insula_gate.record('aud_' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 26), for_formation,
                                   shredded, 'owner', 'vault.shred', 'tenant', for_slug, '-', null);
        return next;
    end
    $$;

grant execute on function insula_gate.formation_secrets(text), insula_gate.active_state(text, text, bigint)
    to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.formation_secrets(text) owner to insula_definer;
alter function insula_gate.active_state(text, text, bigint) owner to insula_definer;
alter function insula_gate.vault_to_wrap(text, text, text, text, integer) owner to insula_definer;
alter function insula_gate.vault_wrap(text, text, text, bytea, text, bytea) owner to insula_definer;
alter function insula_gate.vault_masters(boolean) owner to insula_definer;
alter function insula_gate.vault_sealed(text, text, text, integer) owner to insula_definer;
alter function insula_gate.vault_shred(text, text) owner to insula_definer;
set local role insula_definer;
grant execute on function insula_gate.vault_to_wrap(text, text, text, text, integer), insula_gate.vault_masters(boolean),
    insula_gate.vault_wrap(text, text, text, bytea, text, bytea), insula_gate.vault_shred(text, text),
    insula_gate.vault_sealed(text, text, text, integer) to insula_owner;
reset role;
revoke create on schema insula_gate from insula_definer;
