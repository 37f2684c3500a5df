-- Insula's roles and its database. Run once, as a superuser, with psql; running it again changes nothing.
-- Paragraphs are separated by blank lines.
SELECT format('CREATE ROLE %I NOLOGIN NOINHERIT', name)
  FROM unnest(ARRAY['insula_owner', 'insula_app', 'insula_backup', 'insula_definer', 'insula_gate', 'insula_user',
                    'insula_tenant', 'insula_tenant_content', 'insula_guest', 'insula_platform']) AS name
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec

-- Owns the schema and is used by "migrate" alone; the application never knows its password.
ALTER ROLE insula_owner LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- Serves requests: owns nothing, inherits nothing, by itself reads nothing.
ALTER ROLE insula_app LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

ALTER ROLE insula_app SET statement_timeout = '30s';

-- A commit is under no statement_timeout, but what it still checks may wait for a lock.
ALTER ROLE insula_app SET lock_timeout = '20s';

-- A node that stands still must not keep others from its work: they take it over within a minute.
ALTER ROLE insula_app SET idle_in_transaction_session_timeout = '25s';

ALTER ROLE insula_app SET search_path = insula, pg_temp;

-- Sees all rows, because a dump that skips rows is no backup; writes none.
ALTER ROLE insula_backup LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;

ALTER ROLE insula_backup SET default_transaction_read_only = on;

SELECT 'GRANT pg_read_all_data TO insula_backup'
       || CASE WHEN current_setting('server_version_num')::int >= 160000 THEN ' WITH INHERIT TRUE, SET FALSE' ELSE '' END
\gexec

-- The scopes: entered for one transaction each, never by inheritance. Before 16 that is the role's own NOINHERIT.
SELECT 'GRANT insula_gate, insula_user, insula_tenant, insula_tenant_content, insula_guest, insula_platform TO insula_app'
       || CASE WHEN current_setting('server_version_num')::int >= 160000 THEN ' WITH INHERIT FALSE, SET TRUE' ELSE '' END
\gexec

-- Owns the few functions that look before tenant and user are known. Migrations hand them over; nobody else enters it.
SELECT 'GRANT insula_definer TO insula_owner'
       || CASE WHEN current_setting('server_version_num')::int >= 160000 THEN ' WITH INHERIT FALSE, SET TRUE' ELSE '' END
\gexec

SELECT 'CREATE DATABASE insula OWNER insula_owner ENCODING ''UTF8'' TEMPLATE template0'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'insula')
\gexec

REVOKE ALL ON DATABASE insula FROM PUBLIC;

GRANT CONNECT ON DATABASE insula TO insula_app, insula_backup;

\connect insula

REVOKE ALL ON SCHEMA public FROM PUBLIC;
