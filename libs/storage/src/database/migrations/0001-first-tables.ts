/**
 * Stations own everything: the foreign keys make a frame of a station that is being deleted fail
 * instead of staying behind. Partial indices serve the backlog, the overdue frames and the failed ones.
 */
export const firstTables = `
CREATE TABLE stations (
  id text PRIMARY KEY,
  settings jsonb NOT NULL,
  active_model uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE frames (
  id uuid PRIMARY KEY,
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  state text NOT NULL CHECK (state IN ('accepted', 'inspected', 'failed')),
  part_id text,
  lot text,
  captured_at timestamptz,
  accepted_at timestamptz NOT NULL,
  bytes integer NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  media_type text NOT NULL,
  sha256 text NOT NULL,
  blob text NOT NULL,
  failure jsonb
);
CREATE INDEX frames_newest ON frames (accepted_at DESC, id DESC);
CREATE INDEX frames_of_station ON frames (station, accepted_at DESC, id DESC);
CREATE INDEX frames_accepted ON frames (accepted_at, id) INCLUDE (station) WHERE state = 'accepted';
CREATE INDEX frames_failed ON frames (accepted_at DESC, id DESC) WHERE state = 'failed';

CREATE TABLE normals (
  id uuid PRIMARY KEY,
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  part_id text,
  lot text,
  captured_at timestamptz,
  added_at timestamptz NOT NULL,
  bytes integer NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  media_type text NOT NULL,
  sha256 text NOT NULL,
  blob text NOT NULL,
  UNIQUE (station, sha256)
);
CREATE INDEX normals_newest ON normals (station, added_at DESC, id DESC);

CREATE TABLE inspections (
  frame_id uuid PRIMARY KEY REFERENCES frames ON DELETE CASCADE,
  station text NOT NULL,
  part_id text,
  lot text,
  verdict text NOT NULL,
  image_score double precision NOT NULL,
  inspected_at timestamptz NOT NULL,
  document jsonb NOT NULL,
  map bytea NOT NULL
);
CREATE INDEX inspections_newest ON inspections (inspected_at DESC, frame_id DESC);
CREATE INDEX inspections_of_station ON inspections (station, inspected_at DESC, frame_id DESC);
CREATE INDEX inspections_of_part ON inspections (part_id, inspected_at DESC) WHERE part_id IS NOT NULL;
CREATE INDEX inspections_of_lot ON inspections (lot, inspected_at DESC) WHERE lot IS NOT NULL;

CREATE TABLE alerts (
  id uuid PRIMARY KEY REFERENCES inspections ON DELETE CASCADE,
  station text NOT NULL,
  verdict text NOT NULL,
  image_score double precision NOT NULL,
  display_score double precision NOT NULL,
  part_id text,
  raised_at timestamptz NOT NULL,
  acknowledged_at timestamptz,
  acknowledged_by text,
  delivery text NOT NULL CHECK (delivery IN ('none', 'pending', 'delivered', 'failed')),
  delivery_failure text
);
CREATE INDEX alerts_newest ON alerts (raised_at DESC, id DESC);
CREATE INDEX alerts_of_station ON alerts (station, raised_at DESC, id DESC);
CREATE INDEX alerts_pending ON alerts (raised_at) WHERE delivery = 'pending';

CREATE TABLE models (
  id uuid PRIMARY KEY,
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  version integer NOT NULL,
  made_at timestamptz NOT NULL,
  manifest jsonb NOT NULL,
  UNIQUE (station, version)
);

CREATE TABLE calibrations (
  id uuid PRIMARY KEY,
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
  activate boolean NOT NULL,
  targets jsonb,
  progress jsonb,
  normals integer NOT NULL,
  model_id uuid,
  certificate jsonb,
  failure jsonb,
  requested_at timestamptz NOT NULL,
  started_at timestamptz,
  ended_at timestamptz
);
CREATE UNIQUE INDEX calibrations_one_at_a_time ON calibrations (station)
  WHERE state IN ('queued', 'running');
CREATE INDEX calibrations_of_station ON calibrations (station, requested_at DESC);
`;
