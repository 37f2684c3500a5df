-- Work that is done later, on behalf of the user who asked for it. An item is due when anybody may take it: a queued one
-- from its time on, a running one as soon as its worker has fallen silent. Each taking raises the lease, so that a worker
-- that was thought dead cannot finish what another one has taken over. What is to be done stands apart.

create table insula.work (
    tenant_id text not null,
    formation_id text not null,
    work_id text not null,
    user_id text not null,
    kind text not null,
    state text not null check (state in ('queued', 'running', 'dead', 'cancelled')),
    attempts integer not null,
    lease bigint not null,
    due timestamptz not null,
    last_error text,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (tenant_id, formation_id, work_id),
    unique (tenant_id, formation_id, user_id, work_id),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
create index work_open on insula.work (tenant_id, formation_id, due) where state in ('queued', 'running');
create index work_by_user on insula.work (tenant_id, formation_id, user_id, created_at, work_id);
alter table insula.work enable row level security;
alter table insula.work force row level security;
create policy work_user on insula.work to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
create policy work_definer on insula.work to insula_definer using (true) with check (true);
grant select, insert, update, delete on insula.work to insula_user;
grant select on insula.work to insula_definer;
grant update (state, attempts, lease, due) on insula.work to insula_definer;
grant delete on insula.work to insula_definer;

-- What is to be done, and who asked for it with which key: for the user's own transactions alone.
create table insula.work_payload (
    tenant_id text not null,
    formation_id text not null,
    work_id text not null,
    user_id text not null,
    payload text not null,
    key_id text not null,
    key_kind text not null,
    key_hash text not null,
    tenant_slug text not null,
    identifier text not null,
    public_id boolean not null,
    sent_user_id text,
    request_id text not null,
    primary key (tenant_id, formation_id, work_id),
    foreign key (tenant_id, formation_id, user_id, work_id)
        references insula.work (tenant_id, formation_id, user_id, work_id)
        on delete cascade deferrable initially deferred
);
create index work_payload_by_user on insula.work_payload (tenant_id, formation_id, user_id, work_id);
alter table insula.work_payload enable row level security;
alter table insula.work_payload force row level security;
create policy work_payload_user on insula.work_payload to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, delete on insula.work_payload to insula_user;

-- Takes up to 'most' due items for a node, of the formations and kinds that it serves. No tenant has more than 'share'
-- running at once, and those with fewer come first, so that a long queue of one does not hold up the others. Nothing but
-- ids leaves: the node reads what is to be done bound to the item's user.
create function insula_gate.claim_work(most integer, share integer, lease_millis bigint, formations text[], kinds text[])
    returns table (tenant_id text, formation_id text, user_id text, work_id text, lease bigint, attempts integer)
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    declare
        candidate record;
        taken integer := 0;
    begin
        for candidate in
            with recursive house as (
                (select w.tenant_id, w.formation_id from insula.work w where w.state in ('queued', 'running')
                  order by w.tenant_id, w.formation_id limit 1)
                union all
                select n.tenant_id, n.formation_id from house h cross join lateral (
                    select w.tenant_id, w.formation_id from insula.work w
                     where w.state in ('queued', 'running')
                       and (w.tenant_id, w.formation_id) > (h.tenant_id, h.formation_id)
                     order by w.tenant_id, w.formation_id limit 1) n
            )
            select d.tenant_id, d.formation_id, d.work_id
              from house h
              cross join lateral (
                    select count(*) as running from insula.work w
                     where w.tenant_id = h.tenant_id and w.formation_id = h.formation_id
                       and w.state = 'running' and w.due > now()) b
              cross join lateral (
                    select w.tenant_id, w.formation_id, w.work_id, w.due,
                           row_number() over (order by w.due, w.work_id) + b.running as place
                      from (select i.* from insula.work i
                             where i.tenant_id = h.tenant_id and i.formation_id = h.formation_id
                               and i.state in ('queued', 'running') and i.due <= now() and i.kind = any (kinds)
                             order by i.due limit most) w) d
             where h.formation_id = any (formations) and d.place <= share
             order by d.place, d.due
        loop
            exit when taken >= most;
            perform 1 from insula.work w
              where w.tenant_id = candidate.tenant_id and w.formation_id = candidate.formation_id
                and w.work_id = candidate.work_id and w.state in ('queued', 'running') and w.due <= now()
                for update skip locked;
            if found then
                taken := taken + 1;
                return query
                    update insula.work w
                       set state = 'running', attempts = w.attempts + 1, lease = w.lease + 1,
                           due = now() + lease_millis * interval '1 millisecond'
                     where w.tenant_id = candidate.tenant_id and w.formation_id = candidate.formation_id
                       and w.work_id = candidate.work_id
                    returning w.tenant_id, w.formation_id, w.user_id, w.work_id, w.lease, w.attempts;
            end if;
        end loop;
    end
    $$;

-- Holds on to what a node is working on; returns those that are still its own. What is missing was cancelled, or taken
-- over by another node.
create function insula_gate.renew_work(tenants text[], formations text[], works text[], leases bigint[],
                                       lease_millis bigint)
    returns table (tenant_id text, formation_id text, work_id text)
    language sql volatile security definer set search_path = pg_catalog
    as $$
        update insula.work w set due = now() + lease_millis * interval '1 millisecond'
          from unnest(tenants, formations, works, leases) held (tenant_id, formation_id, work_id, lease)
         where w.tenant_id = held.tenant_id and w.formation_id = held.formation_id and w.work_id = held.work_id
           and w.lease = held.lease and w.state = 'running'
        returning w.tenant_id, w.formation_id, w.work_id
    $$;

-- Removes items that died or were cancelled long ago.
create function insula_gate.sweep_work(most integer, older_than timestamptz) returns integer
    language sql volatile security definer set search_path = pg_catalog
    as $$
        with old as (
            select w.tenant_id, w.formation_id, w.work_id from insula.work w
             where w.state in ('dead', 'cancelled') and w.finished_at < older_than
             order by w.tenant_id, w.formation_id, w.work_id limit most for update skip locked
        ), gone as (
            delete from insula.work w using old
             where w.tenant_id = old.tenant_id and w.formation_id = old.formation_id and w.work_id = old.work_id
            returning 1
        )
        select count(*)::integer from gone
    $$;
create index work_over on insula.work (tenant_id, formation_id, finished_at) where state in ('dead', 'cancelled');

grant execute on function insula_gate.claim_work(integer, integer, bigint, text[], text[]) to insula_gate;
grant execute on function insula_gate.renew_work(text[], text[], text[], bigint[], bigint) to insula_gate;
grant execute on function insula_gate.sweep_work(integer, timestamptz) to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.claim_work(integer, integer, bigint, text[], text[]) owner to insula_definer;
alter function insula_gate.renew_work(text[], text[], text[], bigint[], bigint) owner to insula_definer;
alter function insula_gate.sweep_work(integer, timestamptz) owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
