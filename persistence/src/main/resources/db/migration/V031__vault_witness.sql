-- A node tells by a few wrapped secrets of each master key whether its keys are those of this database. The index leads
-- across all tenants to which master keys there are, without reading all of the table.
create index vault_key_by_master on insula.vault_key (master_id);

-- At most three of each, in case one of them was spoilt. They are of use only to whoever has the master key.
create function insula_gate.wrapped_witnesses()
    returns table (formation_id text, tenant_id text, user_id text, generation integer, master_id text, wrapped bytea)
    language sql stable security definer set search_path = pg_catalog
    as $$
        with recursive master(id) as (
            (select k.master_id from insula.vault_key k order by k.master_id limit 1)
            union all
            select (select k.master_id from insula.vault_key k where k.master_id > m.id order by k.master_id limit 1)
              from master m where m.id is not null)
        select w.formation_id, w.tenant_id, w.user_id, w.generation, w.master_id, w.wrapped
          from master m
         cross join lateral (select k.* from insula.vault_key k where k.master_id = m.id limit 3) w
        union all
        select w.formation_id, '', '', w.generation, w.master_id, w.wrapped
          from (select k.*, row_number() over (partition by k.master_id order by k.formation_id) as place
                  from insula.formation_key k) w
         where w.place <= 3
    $$;

grant execute on function insula_gate.wrapped_witnesses() to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.wrapped_witnesses() owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
