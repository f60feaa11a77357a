import type { KnownPart, RegionOfInterest, TestPicture } from '#contracts';
import { iso, type StoredImage } from '../frames/stored-image.js';
import type { ChangeFacts } from '../people/audit.js';

/** A picture of a known part that nothing is learned from. */
export interface StoredTestPicture extends StoredImage {
  known: KnownPart;
  kind: string | null;
  region: RegionOfInterest | null;
  maskBlob: string | null;
  fileName: string | null;
  /** The production frame that it was copied from. */
  sourceFrame: string | null;
  addedBy: string;
  addedAt: Date;
}

/** Returns a test picture as the API shows it. */
export function toTestPicture(row: StoredTestPicture): TestPicture {
  return {
    id: row.id,
    stationId: row.station,
    known: row.known,
    kind: row.kind,
    region: row.region,
    hasMask: row.maskBlob !== null,
    fileName: row.fileName,
    partId: row.partId,
    lot: row.lot,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    mediaType: row.mediaType,
    sha256: row.sha256,
    sourceFrame: row.sourceFrame,
    addedBy: row.addedBy,
    addedAt: iso(row.addedAt),
  };
}

/** Returns what the audit trail says of a test picture; the SHA-256 names its bytes when they are gone. */
export function entryOf(
  action: string,
  picture: StoredTestPicture,
  { auditId, by, at }: ChangeFacts,
) {
  const { id: subject, station, known, kind, fileName, partId, sha256, sourceFrame } = picture;
  const detail = { known, kind, fileName, partId, sha256, sourceFrame };
  return { id: auditId, station, at, by, action, subject, detail };
}
