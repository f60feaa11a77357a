/**
 * Quarantine, reviews, defect memory, kept embeddings, activations, rehearsals, golden parts, camera
 * and drift states. The audit trail has no foreign key: it outlives what it tells of.
 */
export const calibrationLoop = `
ALTER TABLE frames ADD COLUMN golden_part text;
CREATE INDEX frames_of_bytes ON frames (station, sha256, accepted_at, id);

ALTER TABLE normals
  ADD COLUMN state text NOT NULL DEFAULT 'in' CHECK (state IN ('in', 'quarantined', 'kept-out')),
  ADD COLUMN findings jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN set_aside_at timestamptz,
  ADD COLUMN decided_by text,
  ADD COLUMN decided_at timestamptz,
  ADD COLUMN decision_note text,
  ADD COLUMN source_frame uuid;
CREATE INDEX normals_set_aside ON normals (station, set_aside_at DESC, id DESC) WHERE set_aside_at IS NOT NULL;
CREATE UNIQUE INDEX normals_offered ON normals (station, source_frame) WHERE source_frame IS NOT NULL;

ALTER TABLE calibrations
  ADD COLUMN incremental boolean NOT NULL DEFAULT false,
  ADD COLUMN asked_by text NOT NULL DEFAULT 'operator',
  ADD COLUMN why text NOT NULL DEFAULT '',
  ADD COLUMN activation text;

ALTER TABLE stations ADD COLUMN memory_version integer NOT NULL DEFAULT 0;

CREATE TABLE embeddings (
  frame_id uuid PRIMARY KEY REFERENCES inspections ON DELETE CASCADE,
  station text NOT NULL,
  backbone text NOT NULL,
  inspected_at timestamptz NOT NULL,
  rows integer NOT NULL,
  columns integer NOT NULL,
  dimensions integer NOT NULL,
  blob text NOT NULL,
  bytes integer NOT NULL,
  image bytea NOT NULL
);
CREATE INDEX embeddings_of_backbone ON embeddings (backbone, inspected_at, frame_id);
CREATE INDEX embeddings_of_station ON embeddings (station, inspected_at DESC, frame_id DESC);

CREATE TABLE normal_embeddings (
  normal_id uuid PRIMARY KEY REFERENCES normals ON DELETE CASCADE,
  station text NOT NULL,
  made_with text NOT NULL,
  rows integer NOT NULL,
  columns integer NOT NULL,
  dimensions integer NOT NULL,
  blob text NOT NULL,
  bytes integer NOT NULL,
  image bytea NOT NULL,
  quality jsonb
);
CREATE INDEX normal_embeddings_of_station ON normal_embeddings (station);

CREATE TABLE reviews (
  id uuid PRIMARY KEY,
  frame_id uuid NOT NULL REFERENCES frames ON DELETE CASCADE,
  station text NOT NULL,
  answer text NOT NULL CHECK (answer IN ('ok', 'defect', 'unsure')),
  name text,
  region jsonb,
  note text NOT NULL,
  answered_by text NOT NULL,
  answered_at timestamptz NOT NULL,
  verdict text NOT NULL,
  effect text NOT NULL,
  detail text,
  normal_id uuid,
  undone_at timestamptz,
  undone_by text
);
CREATE INDEX reviews_of_frame ON reviews (frame_id, answered_at DESC);
CREATE INDEX reviews_of_station ON reviews (station, answered_at DESC, id DESC);
CREATE INDEX reviews_pending ON reviews (answered_at) WHERE effect = 'pending';

CREATE TABLE defect_memory (
  id uuid PRIMARY KEY,
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  frame_id uuid NOT NULL,
  review_id uuid NOT NULL,
  backbone text NOT NULL,
  name text,
  dimensions integer NOT NULL,
  patches bytea NOT NULL,
  places jsonb NOT NULL,
  reach double precision NOT NULL,
  remembered_by text NOT NULL,
  remembered_at timestamptz NOT NULL,
  verdicts_changed integer NOT NULL DEFAULT 0,
  undone_at timestamptz,
  undone_by text,
  made_with text NOT NULL,
  inactive text,
  from_version integer NOT NULL,
  until_version integer
);
CREATE INDEX defect_memory_of_station ON defect_memory (station, remembered_at DESC);

CREATE TABLE station_troubles (
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  worker text NOT NULL,
  model uuid NOT NULL,
  code text NOT NULL,
  detail text NOT NULL,
  since timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (station, worker)
);

CREATE TABLE activations (
  id uuid PRIMARY KEY,
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  model uuid NOT NULL,
  version integer NOT NULL,
  previous uuid,
  kind text NOT NULL CHECK (kind IN ('activation', 'rollback')),
  state text NOT NULL CHECK (state IN ('waiting', 'done', 'withdrawn')),
  asked_by text NOT NULL,
  why text NOT NULL,
  asked_at timestamptz NOT NULL,
  approved_by text,
  done_at timestamptz
);
CREATE INDEX activations_of_station ON activations (station, asked_at DESC, id DESC);
CREATE UNIQUE INDEX activations_one_waiting ON activations (station) WHERE state = 'waiting';

CREATE TABLE audit (
  id uuid PRIMARY KEY,
  station text NOT NULL,
  at timestamptz NOT NULL,
  by text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail jsonb NOT NULL
);
CREATE INDEX audit_of_station ON audit (station, at DESC, id DESC);

CREATE TABLE rehearsals (
  id uuid PRIMARY KEY,
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  model uuid NOT NULL,
  against uuid,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
  inspections integer NOT NULL,
  from_images boolean NOT NULL DEFAULT false,
  progress jsonb,
  result jsonb,
  failure jsonb,
  asked_by text NOT NULL,
  requested_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX rehearsals_of_station ON rehearsals (station, requested_at DESC, id DESC);

CREATE TABLE golden_parts (
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  id text NOT NULL,
  title text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('ok', 'defect')),
  lowest double precision,
  highest double precision,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (station, id)
);

CREATE TABLE challenges (
  id uuid PRIMARY KEY,
  station text NOT NULL,
  reason text NOT NULL,
  opened_by text NOT NULL,
  opened_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'passed', 'failed', 'abandoned')),
  model uuid,
  golden_parts jsonb NOT NULL,
  showings jsonb NOT NULL,
  ended_at timestamptz
);
CREATE INDEX challenges_of_station ON challenges (station, opened_at DESC, id DESC);
CREATE UNIQUE INDEX challenges_one_open ON challenges (station) WHERE state = 'open';

CREATE TABLE camera_states (
  station text PRIMARY KEY REFERENCES stations ON DELETE CASCADE,
  in_a_row integer NOT NULL,
  fault jsonb,
  since timestamptz,
  alerted boolean NOT NULL,
  changed_by uuid,
  last_invalid timestamptz
);

CREATE TABLE camera_messages (
  frame_id uuid PRIMARY KEY REFERENCES frames ON DELETE CASCADE,
  station text NOT NULL,
  change text NOT NULL CHECK (change IN ('raised', 'cleared')),
  fault jsonb NOT NULL,
  in_a_row integer NOT NULL,
  since timestamptz NOT NULL,
  at timestamptz NOT NULL,
  delivery text NOT NULL CHECK (delivery IN ('none', 'pending', 'delivered', 'failed')),
  delivery_failure text
);
CREATE INDEX camera_messages_pending ON camera_messages (at) WHERE delivery = 'pending';

CREATE TABLE drift_states (
  station text PRIMARY KEY REFERENCES stations ON DELETE CASCADE,
  model uuid,
  cursor_at timestamptz,
  cursor_id uuid,
  state jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE drift_windows (
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  starts timestamptz NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (station, starts)
);
`;
