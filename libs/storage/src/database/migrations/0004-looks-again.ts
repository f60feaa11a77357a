/** Looks of named defects, taken again in another space than the one they were first taken in. */
export const looksAgainTable = `
CREATE TABLE looks_again (
  frame_id uuid NOT NULL REFERENCES inspections ON DELETE CASCADE,
  made_with text NOT NULL,
  vector bytea NOT NULL,
  PRIMARY KEY (frame_id, made_with)
);
`;
