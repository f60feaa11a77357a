import type { FastifyRequest } from 'fastify';
import { type FrameFacts, frameFacts, TouchstoneError } from '#contracts';
import { validationFailure } from '../http/schemas.js';

/** What a camera sent: one image as the body, or several as multipart. */
export interface Upload {
  images: Buffer[];
  facts: FrameFacts;
  multipart: boolean;
}

/** All files of one multipart request together, in units of the largest single image allowed. */
const togetherAtMost = 4;

/** Reads the request's images and what it says of them. Throws too-large, unsupported-type or validation-failed. */
export async function readUpload(request: FastifyRequest, maxBytes: number): Promise<Upload> {
  if (request.isMultipart())
    return readMultipart(request, maxBytes * togetherAtMost).catch((error: unknown) => {
      throw asFormFailure(error);
    });
  const body = request.body;
  if (Buffer.isBuffer(body))
    return { images: [body], facts: fromHeaders(request), multipart: false };
  if (body === undefined || body === null)
    throw new TouchstoneError('not-an-image', 'the body is empty; send the image as the body');
  throw new TouchstoneError(
    'unsupported-type',
    `the body is ${request.headers['content-type']}; expected an image (jpeg, png, webp, tiff, bmp) or multipart/form-data`,
  );
}

async function readMultipart(request: FastifyRequest, mostBytes: number): Promise<Upload> {
  const images: Buffer[] = [];
  const fields: Record<string, unknown> = {};
  let bytes = 0;
  for await (const part of request.parts()) {
    if (part.type === 'field') fields[part.fieldname] = part.value;
    else images.push(await part.toBuffer());
    bytes += part.type === 'file' ? (images.at(-1)?.length ?? 0) : 0;
    if (bytes > mostBytes) refuseTogether(mostBytes);
  }
  if (images.length === 0)
    throw new TouchstoneError(
      'validation-failed',
      'the multipart body has no file; send at least one image',
    );
  return { images, facts: fromFields(request, fields), multipart: true };
}

/** What the parser of forms cannot read is the sender's fault, such as a form that was cut off. */
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

function fromHeaders(request: FastifyRequest): FrameFacts {
  return parse({
    partId: request.headers['touchstone-part-id'],
    lot: request.headers['touchstone-lot'],
    capturedAt: request.headers['touchstone-captured-at'],
    idempotencyKey: request.headers['idempotency-key'],
    goldenPart: request.headers['touchstone-golden-part'],
  });
}

/** Fields count for every file of the request; a header says what no field does. */
function fromFields(request: FastifyRequest, fields: Record<string, unknown>): FrameFacts {
  const headers = fromHeaders(request);
  return parse({
    ...headers,
    ...given({
      partId: fields['partId'],
      lot: fields['lot'],
      capturedAt: fields['capturedAt'],
      goldenPart: fields['goldenPart'],
    }),
  });
}

function given(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function parse(facts: Record<string, unknown>): FrameFacts {
  const parsed = frameFacts.safeParse(facts);
  if (!parsed.success) throw validationFailure(parsed.error.issues);
  return parsed.data;
}
