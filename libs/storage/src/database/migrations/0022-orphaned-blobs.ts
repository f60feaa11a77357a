/** Blobs that no row named when they were last looked at, and since when. */
export const orphanedBlobs = `
CREATE TABLE orphaned_blobs (
  key text PRIMARY KEY,
  found_at timestamptz NOT NULL
);
`;
