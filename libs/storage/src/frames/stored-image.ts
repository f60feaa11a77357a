/** The fields that are kept of every stored image, frame or normal. */
export interface StoredImage {
  id: string;
  station: string;
  partId: string | null;
  lot: string | null;
  capturedAt: Date | null;
  bytes: number;
  width: number;
  height: number;
  mediaType: string;
  /** The SHA-256 of the bytes, in lower-case hexadecimal. */
  sha256: string;
  /** The key of the bytes in `Blobs`. */
  blob: string;
}

/** Returns an instant for the wire, or null. */
export function iso(time: Date): string;
export function iso(time: Date | null): string | null;
export function iso(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}
