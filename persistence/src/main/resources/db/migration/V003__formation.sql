-- A formation is an immutable revision, named by the hash of its unresolved source; secrets never come here.

create table insula.formation_revision (
    formation_id text not null,
    hash text not null,
    source text not null,
    created_at timestamptz not null,
    primary key (formation_id, hash)
);
alter table insula.formation_revision enable row level security;
alter table insula.formation_revision force row level security;
create policy formation_revision_platform on insula.formation_revision to insula_platform
    using (formation_id = (select insula_context.formation()))
    with check (formation_id = (select insula_context.formation()));
grant select, insert on insula.formation_revision to insula_platform;

create table insula.formation (
    formation_id text not null,
    active_hash text not null,
    activated_at timestamptz not null,
    primary key (formation_id),
    foreign key (formation_id, active_hash) references insula.formation_revision (formation_id, hash)
        deferrable initially deferred
);
alter table insula.formation enable row level security;
alter table insula.formation force row level security;
create policy formation_platform on insula.formation to insula_platform
    using (formation_id = (select insula_context.formation()))
    with check (formation_id = (select insula_context.formation()));
grant select, insert, update on insula.formation to insula_platform;
