-- Which of what a node keeps running for users may run no more, by its place: the user, the tenant or its membership were
-- suspended or are not there any more, or the credential is not there in the version that was told. Takes the place of
-- shut_out_users, which programs of the version before still call.
--
-- It asks for nobody's rows: whoever calls it names tenant, formation, user, credential and version himself, and learns of
-- each only whether it stands. What does not exist, what is another's and what was changed are one and the same answer,
-- and nothing that is sealed is read.
grant create on schema insula_gate to insula_definer;
create function insula_gate.outdated_tools(formations text[], tenants text[], users text[], credentials text[],
                                           versions bigint[]) returns setof integer
    language sql stable security definer set search_path = pg_catalog
    as $$
        select h.place::integer - 1
          from unnest(formations, tenants, users, credentials, versions) with ordinality
               h (formation_id, tenant_id, user_id, credential_id, version, place)
         where not exists (
            select from insula.app_user u
              join insula.membership m on m.tenant_id = u.tenant_id and m.formation_id = u.formation_id
              join insula.tenant t on t.tenant_id = u.tenant_id
             where u.tenant_id = h.tenant_id and u.formation_id = h.formation_id and u.user_id = h.user_id
               and u.status = 'active' and m.status = 'active' and t.status = 'active')
            or h.credential_id is not null and not exists (
            select from insula.credential c
             where c.tenant_id = h.tenant_id and c.formation_id = h.formation_id and c.user_id = h.user_id
               and c.credential_id = h.credential_id and c.version = h.version)
    $$;
grant execute on function insula_gate.outdated_tools(text[], text[], text[], text[], bigint[]) to insula_gate;
alter function insula_gate.outdated_tools(text[], text[], text[], text[], bigint[]) owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
