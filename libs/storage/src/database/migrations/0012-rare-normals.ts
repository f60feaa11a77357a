/** Adds what a person said of an odd normal: typical, or rare but good. */
export const rareNormals = `
ALTER TABLE normals ADD COLUMN rarity text CHECK (rarity IN ('typical', 'rare'));
`;
