import type { FastifyRequest } from 'fastify';
import { type FrameFacts, TouchstoneError } from '#contracts';
import { checkDigest } from './content-digest.js';
import { textOf } from './header-text.js';
import { readLabels, type Labels, type Said } from './labels.js';

/** The images that a camera sent: one as the body, or several as multipart. */
export interface Upload {
  images: Buffer[];
  /** The names of the files in the form; null where it gives none. */
  names: (string | null)[];
  /** The fields of the form, as they came; empty where the body is the image. */
  fields: Readonly<Record<string, unknown>>;
  facts: FrameFacts;
  /** The labels that could not be kept, each with the reason, for the caller. */
  warnings: string[];
  multipart: boolean;
  /** The moment at which the request came, as `performance.now()` has it: a deadline is counted from it. */
  receivedAt: number;
}

/** The bytes of all files of one multipart request together at most, in units of the largest single image allowed. */
const togetherAtMost = 4;

/** Reads the request's images and what it says of them. Throws too-large, unsupported-type or validation-failed. */
export async function readUpload(request: FastifyRequest, maxBytes: number): Promise<Upload> {
  const receivedAt = performance.now();
  if (request.isMultipart())
    return readMultipart(request, maxBytes * togetherAtMost, receivedAt).catch((error: unknown) => {
      throw asFormFailure(error);
    });
  const body = request.body;
  if (Buffer.isBuffer(body) && body.length > 0) return oneImage(request, body, receivedAt);
  if (body === undefined || Buffer.isBuffer(body) || body === null)
    throw new TouchstoneError('not-an-image', 'the body is empty; send the image as the body');
  throw new TouchstoneError(
    'unsupported-type',
    `the body is ${request.headers['content-type']}; expected an image (jpeg, png, webp, tiff, bmp) or multipart/form-data`,
  );
}

function oneImage(request: FastifyRequest, body: Buffer, receivedAt: number): Upload {
  const unchecked = checkDigest(headerOf(request, 'content-digest'), body);
  const { facts, warnings } = readLabels(fromHeaders(request));
  const images = { images: [body], names: [null], fields: {}, multipart: false, receivedAt };
  return { ...images, facts, warnings: warnings.concat(unchecked) };
}

async function readMultipart(
  request: FastifyRequest,
  mostBytes: number,
  receivedAt: number,
): Promise<Upload> {
  const images: Buffer[] = [];
  const names: (string | null)[] = [];
  const fields: Record<string, unknown> = {};
  let bytes = 0;
  for await (const part of request.parts()) {
    if (part.type === 'field') fields[part.fieldname] = part.value;
    else {
      names.push(part.filename || null);
      images.push(await part.toBuffer());
    }
    bytes += part.type === 'file' ? (images.at(-1)?.length ?? 0) : 0;
    if (bytes > mostBytes) refuseTogether(mostBytes);
  }
  if (images.length === 0)
    throw new TouchstoneError(
      'validation-failed',
      'the multipart body has no file; send at least one image',
    );
  return { images, names, fields, ...fromFields(request, fields), multipart: true, receivedAt };
}

/**
 * Turns a failure of the parser of forms into `bad-request`: it is the sender's fault, such as a form that was cut off.
 */
function asFormFailure(error: unknown): unknown {
  if (error instanceof TouchstoneError || !(error instanceof Error)) return error;
  if ('statusCode' in error) return error;
  return new TouchstoneError('bad-request', `the form cannot be read: ${error.message}`, {
    cause: error,
  });
}

function refuseTogether(mostBytes: number): never {
  throw new TouchstoneError('too-large', `the files together have more than ${mostBytes} bytes`);
}

function fromHeaders(request: FastifyRequest): Said {
  return {
    partId: headerOf(request, 'touchstone-part-id'),
    lot: headerOf(request, 'touchstone-lot'),
    capturedAt: headerOf(request, 'touchstone-captured-at'),
    idempotencyKey: headerOf(request, 'idempotency-key'),
    goldenPart: headerOf(request, 'touchstone-golden-part'),
    deadlineMs: headerOf(request, 'touchstone-deadline'),
  };
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined ? undefined : textOf(first);
}

/** Fields count for every file of the request; a header says what no field does. */
function fromFields(request: FastifyRequest, fields: Record<string, unknown>): Labels {
  const said = fromHeaders(request);
  for (const name of ['partId', 'lot', 'capturedAt', 'goldenPart'] as const) {
    const value = fields[name];
    if (typeof value === 'string' && value !== '') said[name] = value;
  }
  return readLabels(said);
}
