/**
 * One table of long jobs in place of three. What was asked of a job is its `settings`, what came of it its `result`; ids,
 * times and states are those of the rows before.
 */
export const oneTableOfJobs = `
CREATE TABLE jobs (
  id uuid PRIMARY KEY,
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  lane text NOT NULL CHECK (lane IN ('calibrate', 'rehearse', 'analyse')),
  kind text NOT NULL,
  settings jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress jsonb,
  result jsonb,
  blob text,
  failure jsonb,
  cancel_asked boolean NOT NULL DEFAULT false,
  storing boolean NOT NULL DEFAULT false,
  asked_by text NOT NULL,
  why text NOT NULL DEFAULT '',
  requested_at timestamptz NOT NULL,
  started_at timestamptz,
  ended_at timestamptz
);

INSERT INTO jobs
SELECT id, station, 'calibrate', 'calibration',
  jsonb_build_object('activate', activate, 'incremental', incremental, 'normals', normals, 'targets', targets),
  state, progress || '{"etaSeconds": null}',
  CASE WHEN model_id IS NOT NULL
    THEN jsonb_build_object('modelId', model_id, 'certificate', certificate, 'activation', activation) END,
  NULL, failure, cancel_asked, storing, asked_by, why, requested_at, started_at, ended_at
FROM calibrations;

INSERT INTO jobs
SELECT id, station, 'rehearse', 'rehearsal',
  jsonb_build_object('modelId', model, 'against', against, 'inspections', inspections, 'fromImages', from_images),
  state, progress || '{"step": "replay", "etaSeconds": null}', result,
  NULL, failure, cancel_asked, false, asked_by, '', requested_at, NULL, ended_at
FROM rehearsals;

INSERT INTO jobs
SELECT id, station, 'analyse', kind, settings, state, progress, result,
  blob, failure, cancel_asked, false, asked_by, '', requested_at, started_at, ended_at
FROM analyses;

DROP TABLE calibrations, rehearsals, analyses;

CREATE UNIQUE INDEX jobs_one_calibration_at_a_time ON jobs (station)
  WHERE lane = 'calibrate' AND state IN ('queued', 'running');
CREATE INDEX jobs_of_station ON jobs (station, lane, requested_at DESC, id DESC);
CREATE INDEX jobs_unfinished ON jobs (lane, requested_at, id) WHERE state IN ('queued', 'running');
`;
