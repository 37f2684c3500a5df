-- The epochs are asked for at the beginning of each transaction. A function in SQL is planned anew at each call, one in
-- PL/pgSQL once per connection: that is half of the time of the binding statement.

grant create on schema insula_context to insula_definer;
set local role insula_definer;
create or replace function insula_context.epochs(for_formation text, for_tenant text)
    returns table (formation_epoch bigint, tenant_epoch bigint)
    language plpgsql stable security definer set search_path = pg_catalog
    as $$
    begin
        select coalesce((select e.value from insula.epoch e where e.tenant_id = '' and e.formation_id = for_formation), 0),
               coalesce((select e.value from insula.epoch e
                          where e.tenant_id = for_tenant and e.tenant_id <> '' and e.formation_id = for_formation), 0)
          into formation_epoch, tenant_epoch;
        return next;
    end
    $$;
reset role;
revoke create on schema insula_context from insula_definer;
