-- Whether a formation's secret was kept by somebody who may manage its keys: no other opens the formation, even if a key
-- refers to it later. What was kept before counts as it did.
alter table insula.formation_secret add column may_be_key boolean not null default true;
alter table insula.formation_secret alter column may_be_key set default false;

-- As formation_secrets, which programs of the version before still call.
create function insula_gate.kept_secrets(for_formation text)
    returns table (name text, version bigint, generation integer, nonce bytea, sealed bytea, master_id text,
                   wrapped bytea, may_be_key boolean)
    language sql stable security definer set search_path = pg_catalog
    as $$
        select s.name, s.version, c.generation, c.nonce, c.sealed, k.master_id, k.wrapped, s.may_be_key
          from insula.formation_secret s
          join insula.formation_sealed c on c.formation_id = s.formation_id and c.name = s.name
          join insula.formation_key k on k.formation_id = s.formation_id
         where s.formation_id = for_formation
         order by s.name
    $$;
grant create on schema insula_gate to insula_definer;
grant execute on function insula_gate.kept_secrets(text) to insula_gate;
alter function insula_gate.kept_secrets(text) owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
