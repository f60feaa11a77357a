/** Adds when a frame's picture was deleted, and the indices by which those that may go are found. */
export const retention = `
ALTER TABLE frames ADD COLUMN picture_deleted_at timestamptz;
CREATE INDEX frames_with_picture ON frames (station, accepted_at, id) INCLUDE (bytes) WHERE picture_deleted_at IS NULL;
CREATE INDEX frames_oldest_picture ON frames (accepted_at, id) WHERE picture_deleted_at IS NULL;
CREATE INDEX frames_picture_deleted ON frames (picture_deleted_at) INCLUDE (bytes) WHERE picture_deleted_at IS NOT NULL;
`;
