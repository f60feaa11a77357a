/**
 * When a frame's verdict is wanted, and the one that holds: its inspection's where that was in time, and otherwise the
 * station's fail-safe one. Row and column are written once, by whoever comes first.
 */
export const deadlines = `
ALTER TABLE frames
  ADD COLUMN deadline_at timestamptz,
  ADD COLUMN answered_by text CHECK (answered_by IN ('inspection', 'deadline')),
  ADD COLUMN answer text CHECK (answer IN ('ok', 'review', 'defect', 'invalid')),
  ADD COLUMN answered_at timestamptz;

CREATE INDEX frames_unanswered ON frames (deadline_at) WHERE deadline_at IS NOT NULL AND answered_by IS NULL;
`;
