-- What a model decided in hindsight. Expands only: rows and programs of V017 stay valid.

-- Of a statement and those that were made before it: same, supersedes or compatible. It stands with the newer one, so
-- that it is read with it and goes with it, and it holds for the words that it was decided on.
alter table insula.memory add column verdicts text check (length(verdicts) <= 2000);

-- From how many memories a synopsis was made: when many have come since, it is made anew.
alter table insula.synopsis add column memories bigint not null default 0;
