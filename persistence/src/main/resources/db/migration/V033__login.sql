-- Logins that their issuer has ended (OpenID Connect back-channel logout). A login is an issuer's and nobody else's: one
-- of them may open several tenants, and none is named here. So no scope may see a row; functions of the gate ask. Neither
-- subject nor session stands here in plain, and a row goes when nothing can be alive any more that it would refuse.

create table insula.ended_login (
    issuer text not null,
    mark text not null,
    ended_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (issuer, mark)
);
create index ended_login_by_end on insula.ended_login (expires_at);
alter table insula.ended_login enable row level security;
alter table insula.ended_login force row level security;
create policy ended_login_definer on insula.ended_login to insula_definer using (true) with check (true);
grant select, insert, update, delete on insula.ended_login to insula_definer;

-- What a row is found by: 'session' with a session's id, 'subject' for all of its logins, 'nameless' for those that do not
-- say of which session they are, and 'token' for a logout token that was taken.
create function insula_context.login_mark(kind text, of_what text) returns text
    language sql immutable parallel safe
    as $$ select encode(pg_catalog.sha256(pg_catalog.convert_to(kind || ' ' || of_what, 'UTF8')), 'hex') $$;
grant execute on function insula_context.login_mark(text, text) to insula_definer;

-- Whether a login has ended: what an issuer has said of a subject at some time, in a session if any. Whatever does not say
-- since when it is there began before. Other functions of the gate may ask it in the statement that they are asked by.
create function insula_gate.login_ended(for_issuer text, subject text, session text, since timestamptz) returns boolean
    language sql stable security definer set search_path = pg_catalog
    as $$
        select exists (
            select from insula.ended_login l
             where l.issuer = for_issuer and l.expires_at > now()
               and (l.mark = insula_context.login_mark('session', session)
                    or (since is null or since <= l.ended_at)
                       and (l.mark = insula_context.login_mark('subject', subject)
                            or session is null and l.mark = insula_context.login_mark('nameless', subject))))
    $$;

-- The same, and the epochs of the tenant of that slug as of the same moment.
create function insula_gate.login_standing(for_issuer text, subject text, session text, since timestamptz,
                                           for_formation text, for_slug text)
    returns table (ended boolean, formation_epoch bigint, tenant_epoch bigint)
    language sql stable security definer set search_path = pg_catalog
    as $$
        select insula_gate.login_ended(for_issuer, subject, session, since), e.formation_epoch, e.tenant_epoch
          from (select 1) always
          left join (insula.tenant t join insula.membership m
                        on m.tenant_id = t.tenant_id and m.formation_id = for_formation) on t.slug = for_slug
          cross join lateral insula_context.epochs(for_formation, m.tenant_id) e
    $$;

-- Remembers that a login has ended: the session, or all of a subject up to then. From the commit on every node asks anew
-- about whoever is concerned: the tenants that know the subject by its identifier, among those that the issuer's tokens
-- open; where none does, or no subject is told, the formations as a whole. No row is answered where the logout token was
-- taken before.
create function insula_gate.end_login(for_issuer text, token_id text, ended timestamptz, remembered_until timestamptz,
                                      subject text, session text, for_identifier text, for_formation text)
    returns table (formation_id text, tenant_id text, user_id text)
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    #variable_conflict use_column
    declare
        known boolean := false;
    begin
        delete from insula.ended_login l using (
            select o.issuer, o.mark from insula.ended_login o
             where o.expires_at < now() limit 1000 for update skip locked) old
         where l.issuer = old.issuer and l.mark = old.mark;
        insert into insula.ended_login as l (issuer, mark, ended_at, expires_at)
             values (for_issuer, insula_context.login_mark('token', token_id), ended, remembered_until)
        on conflict do nothing;
        if not found then
            return;
        end if;
        insert into insula.ended_login as l (issuer, mark, ended_at, expires_at)
             select for_issuer, each.mark, ended, remembered_until
               from (values (insula_context.login_mark('session', session)),
                            (insula_context.login_mark(case when session is null then 'subject' else 'nameless' end,
                                                       subject))) each(mark)
              where each.mark is not null order by each.mark
        on conflict (issuer, mark) do update
            set ended_at = greatest(l.ended_at, excluded.ended_at),
                expires_at = greatest(l.expires_at, excluded.expires_at);
        for formation_id, tenant_id, user_id in
            select m.formation_id, m.tenant_id, i.user_id
              from insula.membership m
              join insula.user_identifier i on i.tenant_id = m.tenant_id and i.formation_id = m.formation_id
               and i.identifier = for_identifier
             where for_formation is null or m.formation_id = for_formation
             order by m.tenant_id, m.formation_id
        loop
            known := true;
            insert into insula.epoch as e (tenant_id, formation_id, value) values (tenant_id, formation_id, 1)
            on conflict (tenant_id, formation_id) do update set value = e.value + 1;
            return next;
        end loop;
        if known then
            return;
        end if;
        for formation_id, tenant_id, user_id in
            select f.formation_id, ''::text, null::text from insula.formation f
             where for_formation is null or f.formation_id = for_formation order by f.formation_id
        loop
            insert into insula.epoch as e (tenant_id, formation_id, value) values ('', formation_id, 1)
            on conflict (tenant_id, formation_id) do update set value = e.value + 1;
            return next;
        end loop;
    end
    $$;

grant execute on function insula_gate.login_ended(text, text, text, timestamptz),
    insula_gate.login_standing(text, text, text, timestamptz, text, text),
    insula_gate.end_login(text, text, timestamptz, timestamptz, text, text, text, text) to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.login_ended(text, text, text, timestamptz) owner to insula_definer;
alter function insula_gate.login_standing(text, text, text, timestamptz, text, text) owner to insula_definer;
alter function insula_gate.end_login(text, text, timestamptz, timestamptz, text, text, text, text)
    owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
