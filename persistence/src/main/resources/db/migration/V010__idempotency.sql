-- What was asked under an idempotency key: reserved before it is done, so that a second request with the key waits or is
-- told the first one's answer. The answer stands apart from the reservation.

create table insula.idempotency (
    tenant_id text not null,
    formation_id text not null,
    key text not null,
    user_id text not null,
    route text not null,
    body_hash text not null,
    turn_id text not null,
    state text not null check (state in ('open', 'done')),
    lease bigint not null,
    lease_until timestamptz not null,
    acted_on text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (tenant_id, formation_id, user_id, route, key),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
create index idempotency_by_end on insula.idempotency (tenant_id, formation_id, expires_at);
alter table insula.idempotency enable row level security;
alter table insula.idempotency force row level security;
create policy idempotency_user on insula.idempotency to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
create policy idempotency_definer on insula.idempotency to insula_definer using (true) with check (true);
grant select, insert, update, delete on insula.idempotency to insula_user;
grant select (tenant_id, formation_id, user_id, route, key, expires_at) on insula.idempotency to insula_definer;
grant delete on insula.idempotency to insula_definer;

create table insula.idempotency_answer (
    tenant_id text not null,
    formation_id text not null,
    key text not null,
    user_id text not null,
    route text not null,
    status integer not null,
    media_type text,
    location text,
    body text,
    primary key (tenant_id, formation_id, user_id, route, key),
    foreign key (tenant_id, formation_id, user_id, route, key)
        references insula.idempotency (tenant_id, formation_id, user_id, route, key)
        on delete cascade deferrable initially deferred
);
alter table insula.idempotency_answer enable row level security;
alter table insula.idempotency_answer force row level security;
create policy idempotency_answer_user on insula.idempotency_answer to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.idempotency_answer to insula_user;

-- Removes keys whose time is over, with their answers.
create function insula_gate.sweep_idempotency(most integer) returns integer
    language sql volatile security definer set search_path = pg_catalog
    as $$
        with gone as (
            delete from insula.idempotency i using (
                select o.tenant_id, o.formation_id, o.user_id, o.route, o.key from insula.idempotency o
                 where o.expires_at < now() limit most) old
             where i.tenant_id = old.tenant_id and i.formation_id = old.formation_id and i.user_id = old.user_id
               and i.route = old.route and i.key = old.key
            returning 1
        )
        select count(*)::integer from gone
    $$;
grant execute on function insula_gate.sweep_idempotency(integer) to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.sweep_idempotency(integer) owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
