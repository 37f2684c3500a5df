-- A session at an identity provider is worth what the provider's tokens are: it is good until the last of them ends, and
-- goes on only where the provider gives new ones. The tokens stand here under a seal that the browser's secret opens, and
-- a node that asks for new ones says so before it does, since a provider may take a token for that only once. Logins
-- that were opened before know no tokens: they are over.

alter table insula.browser_session
    add column tokens text,
    add column good_until timestamptz,
    add column renewing_until timestamptz,
    add constraint browser_session_renewed_by_issuer
        check (issuer is not null or (tokens is null and good_until is null and renewing_until is null));
grant update (lookup, id_token, tokens, good_until, renewing_until) on insula.browser_session to insula_definer;

-- As find_browser_session, and the tokens, and whether they have ended. Nodes of the version before ask that one still.
create function insula_gate.look_up_browser_session(for_hash bytea, idle_seconds double precision)
    returns table (formation_id text, tenant_id text, tenant_slug text, session_id text, user_id text, actor text,
                   key_hash text, lookup text, identifier text, issuer text, subject text, shown_name text,
                   issuer_session text, id_token text, created_at timestamptz, ends_at timestamptz,
                   tokens text, outlived boolean)
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
               s.created_at, s.ends_at,
               s.tokens, s.issuer is not null and coalesce(s.good_until <= now(), true)
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

-- Whether the caller is the one who asks for new tokens in place of those that it knows; nobody else is for so long. A
-- lease of nothing gives it back.
create function insula_gate.claim_browser_renewal(for_hash bytea, known_tokens text, lease_seconds double precision)
    returns boolean
    language sql volatile security definer set search_path = pg_catalog
    as $$
        with claimed as (
            update insula.browser_session s set renewing_until = now() + make_interval(secs => lease_seconds)
             where s.hash = for_hash and s.tokens = known_tokens and s.ended_at is null and s.ends_at > now()
               and (s.renewing_until is null or s.renewing_until <= now() or lease_seconds <= 0)
            returning 1
        )
        select exists (select from claimed)
    $$;

-- Puts new tokens in the place of those that the caller knew; false where others, or an end, came between. What is null
-- stays as it was.
create function insula_gate.renew_browser_session(for_hash bytea, known_tokens text, new_tokens text, new_id_token text,
                                                  new_lookup text, good_seconds double precision) returns boolean
    language sql volatile security definer set search_path = pg_catalog
    as $$
        with renewed as (
            update insula.browser_session s
               set tokens = new_tokens, id_token = coalesce(new_id_token, s.id_token),
                   lookup = coalesce(new_lookup, s.lookup), renewing_until = null,
                   good_until = now() + make_interval(secs => good_seconds)
             where s.hash = for_hash and s.tokens = known_tokens and s.ended_at is null and s.ends_at > now()
            returning 1
        )
        select exists (select from renewed)
    $$;
grant execute on function insula_gate.look_up_browser_session(bytea, double precision),
    insula_gate.claim_browser_renewal(bytea, text, double precision),
    insula_gate.renew_browser_session(bytea, text, text, text, text, double precision) to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.look_up_browser_session(bytea, double precision) owner to insula_definer;
alter function insula_gate.claim_browser_renewal(bytea, text, double precision) owner to insula_definer;
alter function insula_gate.renew_browser_session(bytea, text, text, text, text, double precision) owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
