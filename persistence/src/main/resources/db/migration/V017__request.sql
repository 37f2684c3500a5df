-- Requests that are answered later, and what happened to them. Both hold what was said, so they are their user's alone.

create table insula.request (
    tenant_id text not null,
    formation_id text not null,
    request_id text not null,
    user_id text not null,
    session_id text,
    status text not null check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')),
    work_id text,
    result text,
    error_code text,
    webhook text check (webhook in ('pending', 'delivered', 'dead')),
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    primary key (tenant_id, formation_id, request_id),
    unique (tenant_id, formation_id, user_id, request_id),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
create index request_by_user on insula.request (tenant_id, formation_id, user_id, created_at, request_id);
alter table insula.request enable row level security;
alter table insula.request force row level security;
create policy request_user on insula.request to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.request to insula_user;

-- How many events a user has had. Events get their numbers under its lock, so that they become visible in their order
-- and whoever has seen one has missed none before it.
create table insula.request_event_count (
    tenant_id text not null,
    formation_id text not null,
    user_id text not null,
    number bigint not null,
    primary key (tenant_id, formation_id, user_id),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
alter table insula.request_event_count enable row level security;
alter table insula.request_event_count force row level security;
create policy request_event_count_user on insula.request_event_count to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.request_event_count to insula_user;

create table insula.request_event (
    tenant_id text not null,
    formation_id text not null,
    event_id text not null,
    user_id text not null,
    number bigint not null,
    request_id text not null,
    session_id text,
    type text not null,
    created_at timestamptz not null,
    primary key (tenant_id, formation_id, event_id),
    foreign key (tenant_id, formation_id, user_id, request_id)
        references insula.request (tenant_id, formation_id, user_id, request_id)
        on delete cascade deferrable initially deferred
);
create index request_event_by_number on insula.request_event (tenant_id, formation_id, user_id, number);
create index request_event_by_request on insula.request_event (tenant_id, formation_id, user_id, request_id);
alter table insula.request_event enable row level security;
alter table insula.request_event force row level security;
create policy request_event_user on insula.request_event to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, delete on insula.request_event to insula_user;

-- Runs with the rights of whoever writes, so the policies hold here too.
create function insula.number_request_event() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
    begin
        insert into insula.request_event_count as c (tenant_id, formation_id, user_id, number)
             values (new.tenant_id, new.formation_id, new.user_id, 1)
        on conflict (tenant_id, formation_id, user_id) do update set number = c.number + 1
          returning c.number into new.number;
        return new;
    end
    $$;
create trigger number_request_event before insert on insula.request_event
    for each row execute function insula.number_request_event();
grant execute on function insula.number_request_event() to insula_user;
