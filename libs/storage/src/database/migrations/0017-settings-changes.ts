/** Settings that wait for a second person; how who asked for limits was proven. */
export const settingsChanges = `
CREATE TABLE settings_changes (
  id uuid PRIMARY KEY,
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  settings jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'done', 'withdrawn')),
  asked_by text NOT NULL,
  asked_proof text,
  asked_at timestamptz NOT NULL,
  approved_by text,
  done_at timestamptz
);
CREATE INDEX settings_changes_of_station ON settings_changes (station, asked_at DESC, id DESC);
CREATE UNIQUE INDEX settings_changes_one_waiting ON settings_changes (station) WHERE state = 'waiting';
ALTER TABLE limit_changes ADD COLUMN asked_proof text;
`;
