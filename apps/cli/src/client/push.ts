import type { ApiClient } from '#client';
import { type FrameFacts, type Inspection, TouchstoneError } from '#contracts';
import { failureOf } from './follow-job.js';
import { pause } from './pause.js';

/** An image as a camera sends it. */
export interface Upload {
  bytes: Buffer;
  mediaType: string;
  facts: FrameFacts;
}

const frameDeadlineMs = 60_000;
const pollMs = 250;

/** Adds a frame of a good part; bytes that the station has already are no new one. */
export async function addNormal(api: ApiClient, station: string, upload: Upload): Promise<void> {
  const path = { station };
  await api.post('/v1/stations/{station}/normals', { path, ...requestOf(upload) });
}

/** Pushes a frame and does not wait for its verdict. Returns the frame's id. */
export async function pushFrame(api: ApiClient, station: string, upload: Upload): Promise<string> {
  const asked = { path: { station }, ...requestOf(upload) };
  const answer = await api.post('/v1/stations/{station}/frames', asked);
  return 'verdict' in answer ? answer.frameId : answer.id;
}

/**
 * Pushes a frame and waits for its inspection: up to `waitSeconds` in the request itself, then by asking.
 * @throws TouchstoneError with the failure of the frame, or internal when there is no verdict in a minute.
 */
export async function inspectFrame(
  api: ApiClient,
  station: string,
  upload: Upload,
  waitSeconds = 5,
): Promise<Inspection> {
  const { header, body } = requestOf(upload);
  const answer = await api.post('/v1/stations/{station}/frames', {
    path: { station },
    header: { ...header, Prefer: `wait=${waitSeconds}` },
    body,
  });
  if ('id' in answer) return awaitInspection(api, answer.id);
  // At a deadline the fail-safe verdict holds; what is asked for here is the inspection.
  return 'decidedBy' in answer ? awaitInspection(api, answer.frameId) : answer;
}

async function awaitInspection(api: ApiClient, id: string): Promise<Inspection> {
  const until = Date.now() + frameDeadlineMs;
  while (Date.now() < until) {
    const now = await api.get('/v1/frames/{frame}', { path: { frame: id } });
    if (now.inspection) return now.inspection;
    if (now.state === 'failed') throw failureOf('frame', now.failure);
    await pause(pollMs);
  }
  throw new TouchstoneError(
    'internal',
    `The frame ${id} was accepted but has no verdict after a minute; is a worker running?`,
  );
}

/** Returns the headers and the body that send an image. */
export function requestOf({ bytes, mediaType, facts }: Upload) {
  return {
    header: {
      'Touchstone-Part-Id': facts.partId,
      'Touchstone-Lot': facts.lot,
      'Touchstone-Captured-At': facts.capturedAt,
      'Idempotency-Key': facts.idempotencyKey,
      'Touchstone-Golden-Part': facts.goldenPart,
      'Touchstone-Deadline': facts.deadlineMs?.toString(),
    },
    body: new Blob([new Uint8Array(bytes)], { type: mediaType }),
  };
}
