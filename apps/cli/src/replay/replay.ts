import { modelManifest, TouchstoneError, type Inspection, type ModelManifest } from '#contracts';
import type { ApiClient } from '../client/api-client.js';
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
  const path = `/v1/stations/${recorded.stationId}/models/${recorded.model.id}`;
  const manifest: ModelManifest = await api.get(modelManifest, path);
  const now = await inspectAgain({
    manifest,
    recorded,
    bytes: await api.bytes(`/v1/frames/${frameId}/image`),
    bankBytes: await api.bytes(`${path}/bank`),
    remembered: await rememberedThen(api, recorded),
  });
  return {
    frameId,
    ...whatChanged({ ...recorded, sha256 }, now, manifest),
    recorded: factsOf(recorded),
    now,
  };
}

/** With the hash of the bytes that were accepted. */
async function inspectionOf(
  api: ApiClient,
  frameId: string,
): Promise<Inspection & { sha256: string }> {
  const { inspection, state, sha256 } = await api.frame(frameId);
  if (inspection) return { ...inspection, sha256 };
  throw new TouchstoneError('inspection-not-found', `frame ${frameId} is ${state}: there is no verdict to replay`); // prettier-ignore
}

function factsOf(recorded: Inspection): ReplayedFrame['recorded'] {
  const { imageScore, verdict, engine, lookAlike, nearest } = recorded;
  return { imageScore, verdict, engine, lookAlike, nearest };
}
