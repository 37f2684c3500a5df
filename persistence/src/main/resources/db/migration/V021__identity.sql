-- Many identifiers of one user: linked by those who may, or by proof of both sides; users suspended, listed and found.

alter table insula.app_user
    add column subject_type text not null default 'user' check (subject_type in ('user', 'agent'));
create index app_user_by_age on insula.app_user (tenant_id, formation_id, created_at, user_id);

-- What is a secret itself stands here as a keyed hash behind chr(1), which no identifier from outside can begin with: it
-- is found by whoever presents the secret, not by whoever has seen the row. It is listed by its mask and handle.
alter table insula.user_identifier add column handle text, add column mask text;
create unique index user_identifier_by_handle on insula.user_identifier (tenant_id, formation_id, handle);
-- A range of this order serves a search by beginning under row-level security, which a pattern would not.
create index user_identifier_by_name
    on insula.user_identifier (tenant_id, formation_id, identifier collate "C", user_id);

alter policy app_user_tenant on insula.app_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()));
alter policy user_identifier_tenant on insula.user_identifier
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()));
grant insert, update (status, subject_type) on insula.app_user to insula_tenant;
grant insert, update (type), delete on insula.user_identifier to insula_tenant;

-- Memories are the user's; a session stays with the identifier that began it. The identifier stands here as its hash.
alter table insula.chat_session add column channel text;

-- A proof that is under way: whoever brings the code, of which only the hash is here, speaks for both sides. `to_user`
-- says that the user got the code and the identifier's side has to bring it, else it is the other way round.
create table insula.identifier_proof (
    tenant_id text not null,
    formation_id text not null,
    code text not null,
    user_id text not null,
    identifier text not null,
    hash text not null,
    type text,
    to_user boolean not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (tenant_id, formation_id, code),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
create index identifier_proof_by_user on insula.identifier_proof (tenant_id, formation_id, user_id, expires_at);
alter table insula.identifier_proof enable row level security;
alter table insula.identifier_proof force row level security;
create policy identifier_proof_definer on insula.identifier_proof to insula_definer using (true) with check (true);
-- A user can begin no proof whose code goes to the other side: only a back end delivers there.
create policy identifier_proof_user on insula.identifier_proof to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()) and to_user);
create policy identifier_proof_tenant on insula.identifier_proof to insula_tenant
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()));
grant select, delete on insula.identifier_proof to insula_definer;
grant select, insert, delete on insula.identifier_proof to insula_user, insula_tenant;

-- One at a time may say whose an identifier is: first sight, links and unlinks of it wait for each other here. In the
-- order of the keys, so that two who link several do not wait for each other in a ring.
create function insula_context.hold_identifiers(for_formation text, for_tenant text, hashes text[]) returns void
    language plpgsql volatile set search_path = pg_catalog
    as $$
    declare
        key bigint;
    begin
        for key in select distinct hashtextextended(for_formation || '/' || for_tenant || '/' || h, 1)
                     from unnest(hashes) h order by 1 loop
            perform pg_advisory_xact_lock(key);
        end loop;
    end
    $$;

-- Links the identifier of a proof to its user and consumes the proof, both or neither. The user brings what was sent to
-- the identifier; a back end brings, from the identifier that it vouches for, what was given to the user.
create function insula_context.complete_proof(for_code text, for_hash text, most integer)
    returns table (outcome text, person text, linked text)
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    declare
        by_user constant boolean := current_setting('role') = 'insula_user';
        proof insula.identifier_proof;
        owner text;
    begin
        if not by_user and current_setting('role') <> 'insula_tenant' then
            raise insufficient_privilege using message = 'neither side of a proof';
        end if;
        select p.* into proof from insula.identifier_proof p
         where p.tenant_id = insula_context.tenant() and p.formation_id = insula_context.formation()
           and p.code = for_code and p.expires_at > now() and p.to_user <> by_user
           and case when by_user then p.user_id = insula_context.person() else p.hash = for_hash end;
        if proof.code is null then
            return query select 'absent', null::text, null::text;
            return;
        end if;
        -- Identifier, user, proof: in this order everybody takes hold, an erasure among them.
        perform insula_context.hold_identifiers(proof.formation_id, proof.tenant_id, array[proof.hash]);
        perform 1 from insula.app_user u
          where u.tenant_id = proof.tenant_id and u.formation_id = proof.formation_id and u.user_id = proof.user_id
            for no key update;
        delete from insula.identifier_proof p
         where p.tenant_id = proof.tenant_id and p.formation_id = proof.formation_id and p.code = proof.code;
        if not found then
            return query select 'absent', null::text, null::text;
            return;
        end if;
        select i.user_id into owner from insula.user_identifier i
         where i.tenant_id = proof.tenant_id and i.formation_id = proof.formation_id
           and i.identifier in (proof.identifier, chr(1) || proof.hash);
        if owner <> proof.user_id then
            return query select 'conflict', proof.user_id, proof.identifier;
            return;
        end if;
        if owner is null then
            if (select count(*) from insula.user_identifier i
                 where i.tenant_id = proof.tenant_id and i.formation_id = proof.formation_id
                   and i.user_id = proof.user_id) >= most then
                return query select 'full', proof.user_id, proof.identifier;
                return;
            end if;
            insert into insula.user_identifier (tenant_id, formation_id, identifier, user_id, type, created_at)
                 values (proof.tenant_id, proof.formation_id, proof.identifier, proof.user_id, proof.type, now());
        end if;
        return query select 'linked', proof.user_id, proof.identifier;
    end
    $$;

-- What find_user and first_sight do, also for identifiers that stand here as hashes.
create function insula_gate.resolve_user(for_formation text, for_slug text, for_identifier text, for_hash text,
                                         is_public boolean)
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
          left join lateral (
                select i.user_id from insula.user_identifier i
                 where not is_public and i.tenant_id = m.tenant_id and i.formation_id = for_formation
                   and i.identifier in (for_identifier, chr(1) || for_hash)
                 order by i.identifier = for_identifier limit 1) i on true
          left join insula.app_user u
                 on u.tenant_id = m.tenant_id and u.formation_id = for_formation
                and u.user_id = case when is_public then for_identifier else i.user_id end
    $$;

create function insula_gate.admit_user(for_formation text, for_tenant text, for_identifier text, for_hash text,
                                       new_user_id text)
    returns text
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    declare
        winner text;
    begin
        perform insula_context.hold_identifiers(for_formation, for_tenant, array[for_hash]);
        select i.user_id into winner from insula.user_identifier i
         where i.tenant_id = for_tenant and i.formation_id = for_formation
           and i.identifier in (for_identifier, chr(1) || for_hash)
         order by i.identifier = for_identifier limit 1;
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
        insert into insula.user_identifier (tenant_id, formation_id, identifier, user_id, created_at)
             values (for_tenant, for_formation, for_identifier, new_user_id, now());
        return new_user_id;
    end
    $$;

grant execute on function insula_context.hold_identifiers(text, text, text[]) to insula_tenant, insula_definer;
grant execute on function insula_context.complete_proof(text, text, integer) to insula_user, insula_tenant;
grant execute on function insula_gate.resolve_user(text, text, text, text, boolean) to insula_gate;
grant execute on function insula_gate.admit_user(text, text, text, text, text) to insula_gate;
grant create on schema insula_context, insula_gate to insula_definer;
alter function insula_context.complete_proof(text, text, integer) owner to insula_definer;
alter function insula_gate.resolve_user(text, text, text, text, boolean) owner to insula_definer;
alter function insula_gate.admit_user(text, text, text, text, text) owner to insula_definer;
revoke create on schema insula_context, insula_gate from insula_definer;
