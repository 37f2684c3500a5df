-- The passwords: psql asks for each and sends only its verifier, so that no log can hold it.
-- Elsewhere: ALTER ROLE insula_owner PASSWORD '<password of insula_owner>', and so on.
\password insula_owner
\password insula_app
\password insula_backup
