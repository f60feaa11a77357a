import {
  accepted,
  calibration,
  frame,
  inspection,
  modelCertificate,
  modelSummary,
  normal,
  page,
  station,
  alert,
  TouchstoneError,
  type Accepted,
  type Alert,
  type Calibration,
  type CalibrationAsked,
  type Frame,
  type FrameFacts,
  type Inspection,
  type ModelCertificate,
  type ModelSummary,
  type Normal,
  type Page,
  type Station,
} from '#contracts';
import { z } from 'zod';
import { failureOf, followJob, type Stopping } from './follow-job.js';
import { pause, send, type Request, type SendSettings } from './send.js';

/** An image as a camera sends it. */
export interface Upload {
  bytes: Buffer;
  mediaType: string;
  facts: FrameFacts;
}

const modelList = z.object({ items: z.array(modelSummary) });
const frameDeadlineMs = 60_000;
const pollMs = 250;

/** Touchstone's HTTP API as the command line uses it; every answer is checked against the contracts. */
export class ApiClient {
  constructor(private readonly settings: SendSettings) {}

  /** The station, or undefined where there is none of that id. */
  async findStation(id: string): Promise<Station | undefined> {
    try {
      return await this.ask(station, { method: 'GET', path: `/v1/stations/${id}` });
    } catch (error) {
      if (error instanceof TouchstoneError && error.code === 'station-not-found') return undefined;
      throw error;
    }
  }

  putStation(id: string, settings: Record<string, unknown>): Promise<Station> {
    return this.ask(station, json('PUT', `/v1/stations/${id}`, settings));
  }

  addNormal(stationId: string, upload: Upload): Promise<Normal> {
    return this.ask(normal, uploadRequest(`/v1/stations/${stationId}/normals`, upload));
  }

  startCalibration(stationId: string, request: CalibrationAsked): Promise<Calibration> {
    return this.ask(calibration, json('POST', `/v1/stations/${stationId}/calibrations`, request));
  }

  /**
   * Follows a calibration to its end. @throws TouchstoneError with the failure it ended in; where it may be stopped,
   * too-late-to-cancel and the signal's reason.
   */
  followCalibration(
    id: string,
    onProgress: (now: Calibration) => void,
    stopping?: Stopping,
  ): Promise<Calibration> {
    const following = { what: 'calibration', path: `/v1/calibrations/${id}`, onProgress };
    return followJob(this, calibration, { ...following, stopping });
  }

  /** Pushes a frame and does not wait for its verdict. */
  pushFrame(stationId: string, upload: Upload): Promise<Accepted> {
    return this.ask(accepted, uploadRequest(`/v1/stations/${stationId}/frames`, upload));
  }

  /**
   * Pushes a frame and waits for its inspection: up to `waitSeconds` in the request itself, then by asking.
   * @throws TouchstoneError with the failure of the frame, or internal when there is no verdict in a minute.
   */
  async inspectFrame(stationId: string, upload: Upload, waitSeconds = 5): Promise<Inspection> {
    const request = uploadRequest(`/v1/stations/${stationId}/frames`, upload);
    request.headers = { ...request.headers, prefer: `wait=${waitSeconds}` };
    const answer = await send(request, this.settings);
    const inspected = inspection.safeParse(answer);
    if (inspected.success) return inspected.data;
    return await this.awaitInspection(checked(accepted, answer, request).id);
  }

  frame(id: string): Promise<Frame> {
    return this.ask(frame, { method: 'GET', path: `/v1/frames/${id}` });
  }

  alerts(query: string): Promise<Page<Alert>> {
    return this.ask(page(alert), { method: 'GET', path: `/v1/alerts?${query}` });
  }

  /** The station's models, newest version first. */
  async models(stationId: string): Promise<ModelSummary[]> {
    const path = `/v1/stations/${stationId}/models`;
    return (await this.ask(modelList, { method: 'GET', path })).items;
  }

  certificate(stationId: string, modelId: string): Promise<ModelCertificate> {
    const path = `/v1/stations/${stationId}/models/${modelId}/certificate`;
    return this.ask(modelCertificate, { method: 'GET', path });
  }

  /** The same as a page to print, HTML. */
  certificatePage(stationId: string, modelId: string): Promise<string> {
    const path = `/v1/stations/${stationId}/models/${modelId}/certificate.html`;
    return this.ask(z.string(), { method: 'GET', path, answer: 'text' });
  }

  private async awaitInspection(id: string): Promise<Inspection> {
    const until = Date.now() + frameDeadlineMs;
    while (Date.now() < until) {
      const now = await this.frame(id);
      if (now.inspection) return now.inspection;
      if (now.state === 'failed') throw failureOf('frame', now.failure);
      await pause(pollMs, this.settings.signal);
    }
    throw new TouchstoneError(
      'internal',
      `The frame ${id} was accepted but has no verdict after a minute; is a worker running?`,
    );
  }

  /** For commands with calls of their own: a GET whose answer has this shape. */
  get<T extends z.ZodType>(
    shape: T,
    path: string,
    more: Pick<Request, 'answer'> = {},
  ): Promise<z.infer<T>> {
    return this.ask(shape, { method: 'GET', path, ...more });
  }

  /** The bytes of an image or a memory bank. */
  bytes(path: string): Promise<Buffer> {
    return this.ask(z.instanceof(Buffer), { method: 'GET', path, answer: 'bytes' });
  }

  put<T extends z.ZodType>(shape: T, path: string, body: unknown): Promise<z.infer<T>> {
    return this.ask(shape, json('PUT', path, body));
  }

  /** `by` goes into the audit trail. */
  delete<T extends z.ZodType>(shape: T, path: string, by: string): Promise<z.infer<T>> {
    return this.ask(shape, { method: 'DELETE', path: `${path}?by=${encodeURIComponent(by)}` });
  }

  /** A POST with a body in JSON. */
  post<T extends z.ZodType>(shape: T, path: string, body: unknown): Promise<z.infer<T>> {
    return this.ask(shape, json('POST', path, body));
  }

  async clearMask(stationId: string, by: string): Promise<void> {
    await this.delete(z.null(), `/v1/stations/${stationId}/mask`, by);
  }

  /** Sets the station's mask image. */
  setMask(stationId: string, bytes: Buffer, mediaType: string, by: string): Promise<Station> {
    const path = `/v1/stations/${stationId}/mask?by=${encodeURIComponent(by)}`;
    const headers = { 'content-type': mediaType };
    return this.ask(station, { method: 'PUT', path, headers, body: new Uint8Array(bytes) });
  }

  private async ask<T extends z.ZodType>(shape: T, request: Request): Promise<z.infer<T>> {
    return checked(shape, await send(request, this.settings), request);
  }
}

function checked<T extends z.ZodType>(shape: T, answer: unknown, request: Request): z.infer<T> {
  const parsed = shape.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new TouchstoneError(
    'internal',
    `${request.method} ${request.path} was answered with something unexpected (${parsed.error.issues[0]?.message}); do both sides have the same version?`,
    { cause: parsed.error },
  );
}

function json(method: 'PUT' | 'POST', path: string, body: unknown): Request {
  return {
    method,
    path,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function uploadRequest(path: string, { bytes, mediaType, facts }: Upload): Request {
  const named = {
    'touchstone-part-id': facts.partId,
    'touchstone-lot': facts.lot,
    'touchstone-captured-at': facts.capturedAt,
    'idempotency-key': facts.idempotencyKey,
    'touchstone-golden-part': facts.goldenPart,
  };
  const said = Object.entries(named).filter((entry): entry is [string, string] => !!entry[1]);
  return {
    method: 'POST',
    path,
    headers: { 'content-type': mediaType, ...Object.fromEntries(said) },
    body: new Uint8Array(bytes),
  };
}
