/** Limits that people set: the history of changes, and on each model those in force. */
export const limitsByHand = `
ALTER TABLE models ADD COLUMN limits_by_hand jsonb;
CREATE TABLE limit_changes (
  id uuid PRIMARY KEY,
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  model uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('set', 'clear')),
  review double precision,
  reject double precision,
  version integer,
  state text NOT NULL CHECK (state IN ('waiting', 'done', 'withdrawn')),
  asked_by text NOT NULL,
  why text NOT NULL,
  asked_at timestamptz NOT NULL,
  approved_by text,
  done_at timestamptz
);
CREATE INDEX limit_changes_of_station ON limit_changes (station, asked_at DESC, id DESC);
CREATE UNIQUE INDEX limit_changes_version ON limit_changes (model, version) WHERE version IS NOT NULL;
CREATE UNIQUE INDEX limit_changes_one_waiting ON limit_changes (model) WHERE state = 'waiting';
`;
