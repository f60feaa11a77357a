/** Which pasted marks each model finds, as it was found out last. */
export const smallestDefects = `
CREATE TABLE smallest_defects (
  model uuid PRIMARY KEY REFERENCES models ON DELETE CASCADE,
  document jsonb NOT NULL
);
`;
