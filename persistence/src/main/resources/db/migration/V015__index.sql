-- How many vectors a user has decides how they are searched. They are counted where the revision is kept, so that the
-- answer comes with it. How many users a formation has decides where; that is asked as a yes or no.

alter table insula.memory_revision add column vectors bigint not null default 0;

-- FORCE holds the owner back too; lifted and restored in this one transaction.
alter table insula.memory_revision no force row level security;
alter table insula.memory_vector no force row level security;
update insula.memory_revision r
   set vectors = (select count(*) from insula.memory_vector v
                   where v.tenant_id = r.tenant_id and v.formation_id = r.formation_id and v.user_id = r.user_id);
alter table insula.memory_vector force row level security;
alter table insula.memory_revision force row level security;

create or replace function insula.number_memory_vector() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
    begin
        insert into insula.memory_revision as r (tenant_id, formation_id, user_id, revision, deleted_revision, vectors)
             values (new.tenant_id, new.formation_id, new.user_id, 1, 0, 1)
        on conflict (tenant_id, formation_id, user_id)
            do update set revision = r.revision + 1,
                          vectors = r.vectors + case when tg_op = 'INSERT' then 1 else 0 end
          returning r.revision into new.revision;
        return new;
    end
    $$;

create or replace function insula.note_memory_deletion() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
    begin
        update insula.memory_revision r
           set revision = r.revision + 1, deleted_revision = r.revision + 1, vectors = r.vectors - 1
         where r.tenant_id = old.tenant_id and r.formation_id = old.formation_id and r.user_id = old.user_id;
        return null;
    end
    $$;

-- Whether a formation has more users than so many: counted no further than that, and told as a yes or no.
create function insula_gate.is_crowded(for_formation text, most integer) returns boolean
    language sql stable security definer set search_path = pg_catalog
    as $$
        select count(*) > most
          from (select 1 from insula.membership m
                  join insula.app_user u on u.tenant_id = m.tenant_id and u.formation_id = m.formation_id
                 where m.formation_id = for_formation limit most::bigint + 1) users
    $$;
grant execute on function insula_gate.is_crowded(text, integer) to insula_gate;
grant create on schema insula_gate to insula_definer;
alter function insula_gate.is_crowded(text, integer) owner to insula_definer;
revoke create on schema insula_gate from insula_definer;
