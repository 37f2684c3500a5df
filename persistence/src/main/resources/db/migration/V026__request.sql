-- Numbers of events begin with the time, in milliseconds. Whoever comes under the name of an erased user counts on from
-- beyond what the other one had, so that a client that remembers an old number misses nothing.
create or replace function insula.number_request_event() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
    begin
        insert into insula.request_event_count as c (tenant_id, formation_id, user_id, number)
             values (new.tenant_id, new.formation_id, new.user_id, extract(epoch from clock_timestamp()) * 1000)
        on conflict (tenant_id, formation_id, user_id) do update set number = c.number + 1
          returning c.number into new.number;
        return new;
    end
    $$;
