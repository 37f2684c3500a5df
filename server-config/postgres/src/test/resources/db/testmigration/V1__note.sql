CREATE TABLE insula.note (id text PRIMARY KEY, body text NOT NULL);
