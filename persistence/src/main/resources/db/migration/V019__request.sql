-- The name that a client gave to a request, by which it may be asked for; no two of one user have the same.
alter table insula.request add column name text check (length(name) between 1 and 255);
create unique index request_by_name on insula.request (tenant_id, formation_id, user_id, name) where name is not null;

-- Keys whose time is over are found tenant by tenant, each along its index, instead of by reading the whole table. A key
-- that is taken again meanwhile stays. One node at a time is enough, and two would wait for each other.
grant usage, create on schema insula_gate to insula_definer;
set local role insula_definer;
create or replace function insula_gate.sweep_idempotency(most integer) returns integer
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    declare
        gone integer;
    begin
        if not pg_try_advisory_xact_lock(hashtextextended('insula.idempotency.sweep', 0)) then
            return 0;
        end if;
        with recursive house as (
            (select o.tenant_id, o.formation_id from insula.idempotency o
              order by o.tenant_id, o.formation_id limit 1)
            union all
            select n.tenant_id, n.formation_id from house h cross join lateral (
                select o.tenant_id, o.formation_id from insula.idempotency o
                 where (o.tenant_id, o.formation_id) > (h.tenant_id, h.formation_id)
                 order by o.tenant_id, o.formation_id limit 1) n
        ), old as (
            select d.* from house h cross join lateral (
                select o.tenant_id, o.formation_id, o.user_id, o.route, o.key from insula.idempotency o
                 where o.tenant_id = h.tenant_id and o.formation_id = h.formation_id and o.expires_at < now()
                 order by o.expires_at limit most) d
             limit most
        ), deleted as (
            delete from insula.idempotency i using old
             where i.tenant_id = old.tenant_id and i.formation_id = old.formation_id and i.user_id = old.user_id
               and i.route = old.route and i.key = old.key and i.expires_at < now()
            returning 1
        )
        select count(*) into gone from deleted;
        return gone;
    end
    $$;
reset role;

-- Which of the users of whom a node keeps something outside the database are not there any more, by their place.
create function insula_gate.gone_users(formations text[], tenants text[], users text[]) returns setof integer
    language sql stable security definer set search_path = pg_catalog
    as $$
        select h.place::integer - 1
          from unnest(formations, tenants, users) with ordinality h (formation_id, tenant_id, user_id, place)
         where not exists (
            select from insula.app_user u
             where u.tenant_id = h.tenant_id and u.formation_id = h.formation_id and u.user_id = h.user_id)
    $$;
grant execute on function insula_gate.gone_users(text[], text[], text[]) to insula_gate;
alter function insula_gate.gone_users(text[], text[], text[]) owner to insula_definer;
revoke usage, create on schema insula_gate from insula_definer;
