-- Revisions that are uploaded, listed, brought back and, once there are many, forgotten. Expands only: programs of the
-- version before write and read as they did.

alter table insula.formation_revision
    add column created_by text,
    add column comment text check (length(comment) <= 500),
    add column file_count integer,
    add column last_active_at timestamptz;
create index formation_revision_by_age on insula.formation_revision (formation_id, created_at, hash);
-- What a revision says is never rewritten; when it was last used is.
grant update (last_active_at) on insula.formation_revision to insula_platform;

-- Revisions whose source is no longer kept. A directory that still holds one must not look as if it held news.
create table insula.formation_forgotten (
    formation_id text not null,
    hash text not null,
    forgotten_at timestamptz not null,
    primary key (formation_id, hash)
);
alter table insula.formation_forgotten enable row level security;
alter table insula.formation_forgotten force row level security;
create policy formation_forgotten_definer on insula.formation_forgotten to insula_definer using (true) with check (true);
create policy formation_forgotten_platform on insula.formation_forgotten for select to insula_platform
    using (formation_id = (select insula_context.formation()));
grant select, insert on insula.formation_forgotten to insula_definer;
grant select on insula.formation_forgotten to insula_platform;

create policy formation_definer on insula.formation for select to insula_definer using (true);
create policy formation_revision_definer on insula.formation_revision to insula_definer using (true) with check (true);
grant select on insula.formation to insula_definer;
grant select, delete on insula.formation_revision to insula_definer;

-- Keeps the active revision and those that were made or active last, so many in all, and forgets the others; returns
-- which. The scope itself can remove none.
create function insula_context.forget_revisions(most integer) returns setof text
    language plpgsql volatile security definer set search_path = pg_catalog
    as $$
    begin
        if current_setting('role') <> 'insula_platform' or insula_context.formation() is null or most < 1 then
            raise insufficient_privilege using message = 'not the revisions of this transaction';
        end if;
        return query
            with old as (
                select r.hash
                  from insula.formation_revision r
                  left join insula.formation f on f.formation_id = r.formation_id and f.active_hash = r.hash
                 where r.formation_id = insula_context.formation()
                 order by f.active_hash is null, greatest(r.created_at, r.last_active_at) desc, r.hash
                offset most
            ), noted as (
                insert into insula.formation_forgotten (formation_id, hash, forgotten_at)
                     select insula_context.formation(), o.hash, now() from old o
                on conflict do nothing
            )
            delete from insula.formation_revision r using old o
             where r.formation_id = insula_context.formation() and r.hash = o.hash
            returning r.hash;
    end
    $$;

-- Which revision is active and since which epoch, both of one moment; its source only where it is not the known one.
create function insula_gate.active_revision(for_formation text, known_hash text)
    returns table (hash text, source text, formation_epoch bigint)
    language sql stable security definer set search_path = pg_catalog
    as $$
        select f.active_hash, case when f.active_hash is distinct from known_hash then r.source end, e.formation_epoch
          from insula.formation f
          join insula.formation_revision r on r.formation_id = f.formation_id and r.hash = f.active_hash
          cross join lateral insula_context.epochs(f.formation_id, null) e
         where f.formation_id = for_formation
    $$;

grant execute on function insula_context.forget_revisions(integer) to insula_platform;
grant execute on function insula_gate.active_revision(text, text) to insula_gate;
grant create on schema insula_context, insula_gate to insula_definer;
alter function insula_context.forget_revisions(integer) owner to insula_definer;
alter function insula_gate.active_revision(text, text) owner to insula_definer;
revoke create on schema insula_context, insula_gate from insula_definer;
