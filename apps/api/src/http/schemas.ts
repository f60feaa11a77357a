import { StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import {
  acknowledgement,
  alertQuery,
  cancelRequest,
  frameId,
  frameQuery,
  frameRetry,
  goldenPartId,
  modelId,
  normalQuery,
  pageQuery,
  person,
  personName,
  sourceId,
  stationId,
  testPictureQuery,
  TouchstoneError,
} from '#contracts';

/** The schemas of a request's path, query or body; every value is checked here, at the border. */
export const station = { schema: stationId };
export const frame = { schema: frameId };
export const model = { schema: modelId };
export const activationOf = { schema: z.uuid() };
export const settingsChangeOf = { schema: z.uuid() };
export const reviewOf = { schema: z.uuid() };
export const entryOf = { schema: z.uuid() };
export const sessionOf = { schema: z.uuid() };
export const accountOf = { schema: personName };
export const deviceOf = { schema: personName };
export const goldenPart = { schema: goldenPartId };
export const source = { schema: sourceId };
export const analysisOf = { schema: z.uuid() };
export const byPerson = { schema: z.strictObject({ by: person.default('operator') }).prefault({}) };
export const cancelling = { schema: cancelRequest.prefault({}) };
export const paging = { schema: pageQuery };
export const testPicture = { schema: z.uuid() };
export const testPictureList = { schema: testPictureQuery };
export const normalList = { schema: normalQuery };
export const frameList = { schema: frameQuery };
export const retrying = { schema: frameRetry.prefault({}) };
export const alertList = { schema: alertQuery };
export const acknowledging = { schema: acknowledgement.prefault({}) };

/** The query of a picture; `side` is its longer side, in pixels. */
export const pictureQuery = z.object({
  side: z.coerce.number().int().min(16).max(2048).optional(),
});
export const picture = { schema: pictureQuery };

export const nearestQuery = z.object({
  format: z.enum(['image', 'thumbnail', 'json']).default('image'),
});
export const nearest = { schema: nearestQuery };

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined;
}

/** Returns the error that names every place that is wrong, with what was expected there. */
export function validationFailure(issues: readonly Issue[]): TouchstoneError {
  const errors = issues.map((issue) => ({ path: pathOf(issue), message: issue.message }));
  const sentence = errors
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
    .join('; ');
  return new TouchstoneError('validation-failed', sentence, { facts: { errors } });
}

export function validation(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({ exceptionFactory: validationFailure });
}

function pathOf(issue: Issue): string {
  return (issue.path ?? [])
    .map((part) => String(typeof part === 'object' ? part.key : part))
    .join('.');
}
