export const analysis = `
CREATE TABLE analyses (
  id uuid PRIMARY KEY,
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  kind text NOT NULL,
  settings jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress jsonb,
  result jsonb,
  blob text,
  failure jsonb,
  cancel_asked boolean NOT NULL DEFAULT false,
  asked_by text NOT NULL,
  requested_at timestamptz NOT NULL,
  started_at timestamptz,
  ended_at timestamptz
);
CREATE INDEX analyses_of_station ON analyses (station, requested_at DESC, id DESC);
CREATE INDEX analyses_unfinished ON analyses (requested_at) WHERE state IN ('queued', 'running');

CREATE TABLE families (
  id uuid PRIMARY KEY,
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  number integer NOT NULL,
  name text,
  made_with text NOT NULL,
  centre bytea NOT NULL,
  reach double precision NOT NULL,
  begun_at timestamptz NOT NULL,
  UNIQUE (station, number)
);

CREATE TABLE defect_looks (
  frame_id uuid PRIMARY KEY REFERENCES inspections ON DELETE CASCADE,
  station text NOT NULL,
  seen_at timestamptz NOT NULL,
  part_id text,
  alerted boolean NOT NULL,
  made_with text NOT NULL,
  vector bytea,
  family uuid REFERENCES families ON DELETE SET NULL,
  distance double precision,
  suggestion jsonb
);
CREATE INDEX defect_looks_of_station ON defect_looks (station, seen_at DESC, frame_id DESC);
CREATE INDEX defect_looks_of_family ON defect_looks (family, seen_at DESC);

CREATE TABLE look_spaces (
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  made_with text NOT NULL,
  mean bytea NOT NULL,
  deviation bytea NOT NULL,
  arrived integer NOT NULL DEFAULT 0,
  grouped integer NOT NULL DEFAULT 0,
  next_number integer NOT NULL DEFAULT 1,
  PRIMARY KEY (station, made_with)
);

CREATE TABLE defect_names (
  station text PRIMARY KEY REFERENCES stations ON DELETE CASCADE,
  made_with text,
  labels text NOT NULL,
  trained_at timestamptz NOT NULL,
  naming jsonb NOT NULL,
  classifier jsonb
);

CREATE TABLE duplicate_states (
  station text PRIMARY KEY REFERENCES stations ON DELETE CASCADE,
  cursor_at timestamptz NOT NULL,
  cursor_id uuid NOT NULL
);

CREATE TABLE duplicate_frames (
  frame_id uuid PRIMARY KEY REFERENCES inspections ON DELETE CASCADE,
  station text NOT NULL,
  first uuid NOT NULL,
  distance double precision NOT NULL,
  seen_at timestamptz NOT NULL
);
CREATE INDEX duplicate_frames_of_station ON duplicate_frames (station, seen_at DESC);
`;
