#!/bin/sh
# Runs once, when the database's container makes its cluster: the roles of roles.sql (insula.jar migrate --print-roles), with
# the passwords of the secrets. They reach psql through files and never stand in arguments.
set -eu
grep -v '^.password' /etc/insula/roles.sql | psql -v ON_ERROR_STOP=1 -q -U postgres
psql -v ON_ERROR_STOP=1 -q -U postgres <<'SQL'
\set owner `cat /run/secrets/owner_password_database`
\set app `cat /run/secrets/app_password_database`
\set backup `cat /run/secrets/backup_password_database`
SET log_statement = 'none';
ALTER ROLE insula_owner PASSWORD :'owner';
ALTER ROLE insula_app PASSWORD :'app';
ALTER ROLE insula_backup PASSWORD :'backup';
SQL
