-- Imports of memories: what was received and is still to be remembered, and how far each has come.

create table insula.memory_import (
    tenant_id text not null,
    formation_id text not null,
    import_id text not null,
    user_id text not null,
    state text not null check (state in ('receiving', 'queued', 'done', 'failed')),
    total integer not null,
    imported integer not null,
    fault text,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (tenant_id, formation_id, import_id),
    unique (tenant_id, formation_id, user_id, import_id),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
create index memory_import_by_user on insula.memory_import (tenant_id, formation_id, user_id, created_at, import_id);
alter table insula.memory_import enable row level security;
alter table insula.memory_import force row level security;
create policy memory_import_user on insula.memory_import to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, update, delete on insula.memory_import to insula_user;

-- The lines themselves, some at a time; each part goes in the transaction that remembers it.
create table insula.memory_import_part (
    tenant_id text not null,
    formation_id text not null,
    part_id text not null,
    user_id text not null,
    import_id text not null,
    number integer not null,
    lines text not null,
    primary key (tenant_id, formation_id, part_id),
    foreign key (tenant_id, formation_id, user_id, import_id)
        references insula.memory_import (tenant_id, formation_id, user_id, import_id) on delete cascade
        deferrable initially deferred
);
create index memory_import_part_by_user
    on insula.memory_import_part (tenant_id, formation_id, user_id, import_id, number);
alter table insula.memory_import_part enable row level security;
alter table insula.memory_import_part force row level security;
create policy memory_import_part_user on insula.memory_import_part to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, delete on insula.memory_import_part to insula_user;
