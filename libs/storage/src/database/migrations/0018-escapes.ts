/** The shifts whose passed parts were drawn from, and the parts that were drawn, for a blind review. */
export const escapes = `
CREATE TABLE escape_shifts (
  station text NOT NULL REFERENCES stations ON DELETE CASCADE,
  starts timestamptz NOT NULL,
  ends timestamptz NOT NULL,
  passed integer NOT NULL,
  drawn integer NOT NULL,
  lowest double precision NOT NULL,
  risk double precision NOT NULL,
  seed text NOT NULL,
  drawn_at timestamptz NOT NULL,
  PRIMARY KEY (station, starts)
);

CREATE TABLE escape_draws (
  frame_id uuid PRIMARY KEY REFERENCES frames ON DELETE CASCADE,
  station text NOT NULL,
  shift timestamptz NOT NULL,
  probability double precision NOT NULL,
  waits boolean NOT NULL DEFAULT true,
  drawn_at timestamptz NOT NULL,
  FOREIGN KEY (station, shift) REFERENCES escape_shifts (station, starts) ON DELETE CASCADE
);
CREATE INDEX escape_draws_of_shift ON escape_draws (station, shift);
CREATE INDEX escape_draws_waiting ON escape_draws (station) WHERE waits;
`;
