-- Sessions, and apart from them what was said: a tenant's administrator may count sessions but reads no message.

create table insula.chat_session (
    tenant_id text not null,
    formation_id text not null,
    session_id text not null,
    user_id text not null,
    created_at timestamptz not null,
    last_active_at timestamptz not null,
    primary key (tenant_id, formation_id, session_id),
    -- Foreign keys pass every policy: what hangs on a session must name its user too, or it could hang on a stranger's.
    unique (tenant_id, formation_id, user_id, session_id),
    foreign key (tenant_id, formation_id, user_id) references insula.app_user (tenant_id, formation_id, user_id)
);
create index chat_session_by_user on insula.chat_session (tenant_id, formation_id, user_id, created_at, session_id);
alter table insula.chat_session enable row level security;
alter table insula.chat_session force row level security;
create policy chat_session_user on insula.chat_session to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
create policy chat_session_tenant on insula.chat_session for select to insula_tenant
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation()));
grant select, insert, update, delete on insula.chat_session to insula_user;
grant select on insula.chat_session to insula_tenant;

create table insula.message (
    tenant_id text not null,
    formation_id text not null,
    message_id text not null,
    session_id text not null,
    user_id text not null,
    role text not null check (role in ('user', 'assistant')),
    content text not null,
    created_at timestamptz not null,
    primary key (tenant_id, formation_id, message_id),
    foreign key (tenant_id, formation_id, user_id, session_id)
        references insula.chat_session (tenant_id, formation_id, user_id, session_id) on delete cascade
        deferrable initially deferred
);
create index message_by_session on insula.message (tenant_id, formation_id, session_id, created_at, message_id);
alter table insula.message enable row level security;
alter table insula.message force row level security;
create policy message_user on insula.message to insula_user
    using (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()))
    with check (tenant_id = (select insula_context.tenant()) and formation_id = (select insula_context.formation())
        and user_id = (select insula_context.person()));
grant select, insert, delete on insula.message to insula_user;
