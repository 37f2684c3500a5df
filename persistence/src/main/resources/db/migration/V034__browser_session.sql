-- Sessions of browsers: who logged in, and until when that holds, known to every node. The browser holds a random id of
-- which only a keyed hash stands here. Tenant '' stands for the formation as a whole, as with keys: there an
-- administrator came with a key. A session goes with its key and with its user, by the foreign keys.

create table insula.browser_session (
    tenant_id text not null default '',
    formation_id text not null,
    session_id text not null,
    hash bytea not null,
    tenant_slug text,
    bound_user_id text,
    key_id text,
    actor text not null,
    lookup text,
    identifier text,
    issuer text,
    subject text,
    shown_name text,
    issuer_session text,
    issued_at timestamptz,
    login_hash bytea,
    id_token text,
    created_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    ends_at timestamptz not null,
    ended_at timestamptz,
    primary key (tenant_id, formation_id, session_id),
    constraint browser_session_tenant_named check ((tenant_id = '') = (tenant_slug is null)),
    constraint browser_session_of_key_or_user check ((key_id is null) = (bound_user_id is not null)),
    foreign key (tenant_id, formation_id, bound_user_id)
        references insula.app_user (tenant_id, formation_id, user_id) on delete cascade,
    foreign key (tenant_id, formation_id, key_id)
        references insula.api_key (tenant_id, formation_id, key_id) on delete cascade
);
create unique index browser_session_by_hash on insula.browser_session (hash);
-- What an identity provider said at one login opens one session.
create unique index browser_session_by_login on insula.browser_session (login_hash) where login_hash is not null;
create index browser_session_by_user on insula.browser_session (tenant_id, formation_id, bound_user_id);
create index browser_session_by_key on insula.browser_session (tenant_id, formation_id, key_id);
alter table insula.browser_session enable row level security;
alter table insula.browser_session force row level security;
create policy browser_session_user on insula.browser_session to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and bound_user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and bound_user_id = (select insula_context.person()));
create policy browser_session_tenant on insula.browser_session to insula_tenant
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and bound_user_id is null)
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and bound_user_id is null);
create policy browser_session_platform on insula.browser_session to insula_platform
    using (tenant_id = '' and formation_id = (select insula_context.formation()))
    with check (tenant_id = '' and formation_id = (select insula_context.formation()));
create policy browser_session_definer on insula.browser_session to insula_definer using (true) with check (true);
grant select (tenant_id, formation_id, session_id, bound_user_id, key_id, created_at, ends_at, ended_at), insert,
      update (ended_at) on insula.browser_session to insula_user, insula_tenant, insula_platform;
grant select, delete, update (seen_at) on insula.browser_session to insula_definer;

-- Says whose session it is and notes that it was used, now and then. One of a key that
-- lives no more is none, and neither is one whose issuer has ended the login.
create function insula_gate.find_browser_session(for_hash bytea, idle_seconds double precision)
    returns table (formation_id text, tenant_id text, tenant_slug text, session_id text, user_id text, actor text,
                   key_hash text, lookup text, identifier text, issuer text, subject text, shown_name text,
                   issuer_session text, id_token text, created_at timestamptz, ends_at timestamptz)
    language sql volatile security definer set search_path = pg_catalog
    as $$
        with used as (
            update insula.browser_session s set seen_at = now()
             where s.hash = for_hash and s.ended_at is null and s.ends_at > now()
               and s.seen_at > now() - make_interval(secs => idle_seconds)
               and s.seen_at < now() - make_interval(secs => least(idle_seconds / 10, 30))
        )
        select s.formation_id, nullif(s.tenant_id, ''), s.tenant_slug, s.session_id, s.bound_user_id, s.actor,
               encode(k.hash, 'hex'), s.lookup, s.identifier, s.issuer, s.subject, s.shown_name,
               s.issuer_session, s.id_token,
               s.created_at, s.ends_at
          from insula.browser_session s
          left join insula.api_key k
            on k.tenant_id = s.tenant_id and k.formation_id = s.formation_id and k.key_id = s.key_id
           and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
         where s.hash = for_hash and s.ended_at is null and s.ends_at > now()
           and s.seen_at > now() - make_interval(secs => idle_seconds)
           and (s.key_id is null or k.key_id is not null)
           and (s.issuer is null
                or not insula_gate.login_ended(s.issuer, s.subject, s.issuer_session, s.issued_at))
    $$;

-- Removes some of those that ended an hour ago, which no late login can come back to any more, and says whether there is
-- room for one more.
create function insula_gate.admit_browser_session(most integer) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    begin
        delete from insula.browser_session s using (
            select o.tenant_id, o.formation_id, o.session_id from insula.browser_session o
             where least(o.ends_at, o.ended_at) < now() - interval '1 hour' limit 500 for update skip locked) old
         where s.tenant_id = old.tenant_id and s.formation_id = old.formation_id and s.session_id = old.session_id;
        return (select count(*) from (select from insula.browser_session s
                                       where s.ended_at is null and s.ends_at > now() limit most) living) < most;
    end
    $$;
grant execute on function insula_gate.find_browser_session(bytea, double precision),
    insula_gate.admit_browser_session(integer) to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.find_browser_session(bytea, double precision) owner to insula_definer;
alter function insula_gate.admit_browser_session(integer) owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
