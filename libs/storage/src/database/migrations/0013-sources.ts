/**
 * The sources of stations, what their connector says of them, the files that a folder keeps and that were pushed, and
 * the leases by which one process of several does what only one may do.
 */
export const sourceTables = `
CREATE TABLE sources (
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  id text NOT NULL,
  kind text NOT NULL,
  settings jsonb NOT NULL,
  paused boolean NOT NULL,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  state jsonb,
  reported_at timestamptz,
  PRIMARY KEY (station, id)
);

CREATE TABLE source_files (
  station text NOT NULL,
  source text NOT NULL,
  name text NOT NULL,
  identity text NOT NULL,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (station, source, name),
  FOREIGN KEY (station, source) REFERENCES sources ON DELETE CASCADE
);

CREATE TABLE leases (
  name text PRIMARY KEY,
  holder uuid NOT NULL,
  until timestamptz NOT NULL
);
`;
