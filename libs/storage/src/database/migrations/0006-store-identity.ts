/** The id of the blob store that the records belong to: one row, written once. */
export const storeIdentity = `
CREATE TABLE store_identities (
  id uuid PRIMARY KEY,
  written_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX store_identities_only_one ON store_identities ((true));
`;
