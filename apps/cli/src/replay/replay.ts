import type { ApiClient } from '#client';
import { TouchstoneError, type Inspection, type ModelManifest } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';
import { inspectAgain } from './inspect-again.js';
import { rememberedThen } from './remembered-then.js';
import { replayText, type ReplayedFrame } from './replay-text.js';
import { whatChanged } from './what-changed.js';

export interface ReplayOptions extends ApiOptions {
  json?: boolean;
}

/**
 * Inspects a stored frame again, here, with the model and the defect memory of then. Exit code 1 where the number is
 * another one.
 * @throws TouchstoneError the API's; inspection-not-found; blob-not-found when the image is gone; model-invalid and
 * backbone-not-found where this machine has not the backbone that the model was made with.
 */
export async function replayFrame(
  frameId: string,
  { json, ...options }: ReplayOptions,
): Promise<void> {
  const api = openApi(options);
  const replayed = await replay(api, frameId);
  process.stdout.write(json ? `${JSON.stringify(replayed)}\n` : replayText(replayed));
  if (!replayed.same) process.exitCode = 1;
}

async function replay(api: ApiClient, frameId: string): Promise<ReplayedFrame> {
  const { sha256, ...recorded } = await inspectionOf(api, frameId);
  const path = { station: recorded.stationId, model: recorded.model.id };
  const manifest: ModelManifest = await api.get('/v1/stations/{station}/models/{model}', { path });
  const image = api.open('/v1/frames/{frame}/image', { path: { frame: frameId } });
  const bank = api.open('/v1/stations/{station}/models/{model}/bank', { path });
  const secondBank = () => api.open('/v1/stations/{station}/models/{model}/second-bank', { path });
  const now = await inspectAgain({
    manifest,
    recorded,
    bytes: await bytesOf(image),
    bankBytes: await bytesOf(bank),
    secondBankBytes: manifest.second ? await bytesOf(secondBank()) : null,
    remembered: await rememberedThen(api, recorded),
  });
  return {
    frameId,
    ...whatChanged({ ...recorded, sha256 }, now, manifest),
    recorded: factsOf(recorded),
    now,
  };
}

async function bytesOf(answer: Promise<Response>): Promise<Buffer> {
  return Buffer.from(await (await answer).arrayBuffer());
}

/** Returns the inspection with the hash of the bytes that were accepted. */
async function inspectionOf(
  api: ApiClient,
  frameId: string,
): Promise<Inspection & { sha256: string }> {
  const { inspection, state, sha256 } = await api.get('/v1/frames/{frame}', {
    path: { frame: frameId },
  });
  if (inspection) return { ...inspection, sha256 };
  throw new TouchstoneError('inspection-not-found', `frame ${frameId} is ${state}: there is no verdict to replay`); // prettier-ignore
}

function factsOf(recorded: Inspection): ReplayedFrame['recorded'] {
  const { imageScore, verdict, engine, lookAlike, nearest } = recorded;
  return { imageScore, verdict, engine, lookAlike, nearest };
}
