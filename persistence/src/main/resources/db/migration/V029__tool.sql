-- Which of the users for whom a node keeps tools running may act no more, by their place: they, their tenant, or its
-- membership were suspended, or are not there any more.
grant create on schema insula_gate to insula_definer;
create function insula_gate.shut_out_users(formations text[], tenants text[], users text[]) returns setof integer
    language sql stable security definer set search_path = pg_catalog
    as $$
        select h.place::integer - 1
          from unnest(formations, tenants, users) with ordinality h (formation_id, tenant_id, user_id, place)
         where not exists (
            select from insula.app_user u
              join insula.membership m on m.tenant_id = u.tenant_id and m.formation_id = u.formation_id
              join insula.tenant t on t.tenant_id = u.tenant_id
             where u.tenant_id = h.tenant_id and u.formation_id = h.formation_id and u.user_id = h.user_id
               and u.status = 'active' and m.status = 'active' and t.status = 'active')
    $$;
grant execute on function insula_gate.shut_out_users(text[], text[], text[]) to insula_gate;
alter function insula_gate.shut_out_users(text[], text[], text[]) owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
