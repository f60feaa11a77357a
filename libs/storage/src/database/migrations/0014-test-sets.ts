/**
 * The pictures of known good and known bad parts that nothing is learned from, and what each model said of them. The
 * scores of a model are of pictures that are there: who deletes a picture deletes its scores.
 */
export const testSets = `
CREATE TABLE test_pictures (
  id uuid PRIMARY KEY,
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  part_id text,
  lot text,
  captured_at timestamptz,
  bytes integer NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  media_type text NOT NULL,
  sha256 text NOT NULL,
  blob text NOT NULL,
  known text NOT NULL CHECK (known IN ('good', 'bad')),
  kind text,
  region jsonb,
  mask_blob text,
  file_name text,
  source_frame uuid,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  UNIQUE (station, sha256),
  CHECK (known = 'bad' OR (kind IS NULL AND region IS NULL AND mask_blob IS NULL))
);
CREATE INDEX test_pictures_of_station ON test_pictures (station, added_at DESC, id DESC);

CREATE TABLE test_scores (
  model uuid NOT NULL REFERENCES models ON DELETE CASCADE,
  picture uuid NOT NULL REFERENCES test_pictures ON DELETE CASCADE,
  image_score double precision NOT NULL,
  camera_fault jsonb,
  grid_rows integer NOT NULL,
  grid_columns integer NOT NULL,
  map bytea NOT NULL,
  scored_at timestamptz NOT NULL,
  PRIMARY KEY (model, picture)
);
CREATE INDEX test_scores_of_picture ON test_scores (picture);

CREATE TABLE test_judgings (
  model uuid PRIMARY KEY REFERENCES models ON DELETE CASCADE,
  judged_at timestamptz NOT NULL,
  seconds double precision NOT NULL,
  scored integer NOT NULL,
  pixels jsonb,
  unreadable jsonb NOT NULL
);
`;
