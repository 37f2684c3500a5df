-- A turn is told by its id over repeated attempts: what the user said is kept before anybody is asked for an answer, and
-- neither it nor the answer is kept twice. An answer says who gave it and what it took.
alter table insula.message
    add column turn_id text,
    add column responder text,
    add column prompt_tokens integer,
    add column completion_tokens integer,
    add column total_tokens integer,
    add column tokens_estimated boolean,
    add check (num_nonnulls(prompt_tokens, completion_tokens, total_tokens, tokens_estimated) in (0, 4));
create unique index message_by_turn on insula.message (tenant_id, formation_id, user_id, turn_id, role)
    where turn_id is not null;
