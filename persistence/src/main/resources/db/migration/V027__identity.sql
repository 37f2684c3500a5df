-- Who stands behind a name, as before, but asked step by step along the indexes: a function of plain SQL is planned anew
-- with each call, and as one join it read all users of the tenant while the tables had no statistics. Nothing in it may
-- see more than its one snapshot: epochs that are newer than what was read would make it look fresh for ever.
grant usage, create on schema insula_gate to insula_definer;
set local role insula_definer;
create or replace function insula_gate.resolve_user(for_formation text, for_slug text, for_identifier text,
                                                    for_hash text, is_public boolean)
    returns table (tenant_id text, tenant_active boolean, user_id text, user_active boolean,
                   formation_epoch bigint, tenant_epoch bigint)
    language plpgsql stable security definer set search_path = pg_catalog
    as $$
    begin
        select m.tenant_id, t.status = 'active' and m.status = 'active' into tenant_id, tenant_active
          from insula.tenant t
          join insula.membership m on m.tenant_id = t.tenant_id and m.formation_id = for_formation
         where t.slug = for_slug;
        select e.formation_epoch, e.tenant_epoch into formation_epoch, tenant_epoch
          from insula_context.epochs(for_formation, tenant_id) e;
        if is_public then
            user_id := for_identifier;
        else
            select i.user_id into user_id from insula.user_identifier i
             where i.tenant_id = resolve_user.tenant_id and i.formation_id = for_formation
               and i.identifier = chr(1) || for_hash;
            if not found then
                select i.user_id into user_id from insula.user_identifier i
                 where i.tenant_id = resolve_user.tenant_id and i.formation_id = for_formation
                   and i.identifier = for_identifier;
            end if;
        end if;
        select u.user_id, u.status = 'active' into user_id, user_active from insula.app_user u
         where u.tenant_id = resolve_user.tenant_id and u.formation_id = for_formation
           and u.user_id = resolve_user.user_id;
        return next;
    end
    $$;

create or replace function insula_gate.claimant(for_formation text, for_tenant text, for_user text)
    returns table (identifiers text[], groups text[])
    language plpgsql stable security definer set search_path = pg_catalog
    as $$
    begin
        identifiers := array(select i.identifier from insula.user_identifier i
                              where i.tenant_id = for_tenant and i.formation_id = for_formation
                                and i.user_id = for_user and i.handle is null
                              order by i.identifier);
        groups := array(select g.group_name from insula.group_member g
                         where g.tenant_id = for_tenant and g.formation_id = for_formation and g.user_id = for_user
                         order by g.group_name);
        return next;
    end
    $$;
reset role;
revoke create on schema insula_gate from insula_definer;
