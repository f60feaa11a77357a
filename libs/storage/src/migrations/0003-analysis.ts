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
`;
