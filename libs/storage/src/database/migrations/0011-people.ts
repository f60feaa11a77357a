/**
 * Adds people with their sessions, and the keys of devices; of tokens and keys only digests are kept. The audit trail
 * and activations tell how a name was proven.
 */
export const people = `
CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('viewer', 'operator', 'engineer', 'administrator')),
  stations jsonb,
  password text NOT NULL,
  disabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  signed_in_at timestamptz
);
CREATE UNIQUE INDEX accounts_name ON accounts (lower(name));
CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  digest bytea NOT NULL UNIQUE,
  account uuid NOT NULL REFERENCES accounts (id),
  made_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  idle_ms integer NOT NULL,
  peer text NOT NULL
);
CREATE INDEX sessions_of_account ON sessions (account);
CREATE TABLE device_keys (
  id uuid PRIMARY KEY,
  digest bytea NOT NULL UNIQUE,
  name text NOT NULL,
  scopes jsonb NOT NULL,
  stations jsonb,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  expires_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz
);
CREATE UNIQUE INDEX device_keys_name ON device_keys (lower(name)) WHERE revoked_at IS NULL;
ALTER TABLE audit ADD COLUMN proof text;
ALTER TABLE activations ADD COLUMN asked_proof text;
`;
