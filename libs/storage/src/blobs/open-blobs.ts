import { TouchstoneError } from '#contracts';
import { fileURLToPath } from 'node:url';
import type { Blobs } from './blobs.js';
import { DiskBlobs } from './disk-blobs.js';
import { S3Blobs } from './s3-blobs.js';

/** Opens the blob store at an address: `file:///folder` or `s3://bucket/prefix?endpoint=...&region=...`. */
export function openBlobs(address: string): Blobs {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'file:') return new DiskBlobs(fileURLToPath(url));
  if (url?.protocol === 's3:' && url.hostname !== '') return new S3Blobs(url);
  throw new TouchstoneError(
    'validation-failed',
    `the blob store "${address}" is neither file:///folder nor s3://bucket/prefix?endpoint=...`,
  );
}
