/** Calibrations and rehearsals can be cancelled, as analyses can; a calibration that stores its model no longer. */
export const cancelling = `
ALTER TABLE calibrations
  ADD COLUMN cancel_asked boolean NOT NULL DEFAULT false,
  ADD COLUMN storing boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT calibrations_state_check,
  ADD CONSTRAINT calibrations_state_check CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled'));

ALTER TABLE rehearsals
  ADD COLUMN cancel_asked boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT rehearsals_state_check,
  ADD CONSTRAINT rehearsals_state_check CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled'));
`;
