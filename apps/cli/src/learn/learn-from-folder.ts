import type { ApiClient } from '#client';
import { type AskedTargets, askedTargets, TouchstoneError, type Calibration } from '#contracts';
import { findImages, partNamer } from '../client/image-files.js';
import { openApi } from '../client/options.js';
import { findStation } from '../client/find-station.js';
import { cancellable } from '../client/until-stopped.js';
import { uploadOfFile } from '../client/upload-file.js';
import { quarantineText } from '../quarantine/quarantine-text.js';
import { waitingNormals } from '../quarantine/waiting-normals.js';
import { certificateText } from './certificate-text.js';
import type { LearnOptions } from './learn-options.js';
import { calibrate, uploadNormals } from './teach.js';

/**
 * Makes the station if it is new, uploads the folder's images as normals, calibrates and says what came out. Ctrl-C
 * while it calibrates cancels that, exit code 130; the normals stay.
 * @throws TouchstoneError validation-failed for an option; the images' codes; the API's; when the calibration fails.
 */
export async function learnFromFolder(
  station: string,
  folder: string,
  options: LearnOptions,
): Promise<void> {
  const files = await findImages(folder);
  // A file name says nothing of parts unless we are told that it does: the calibration groups by likeness.
  const partOf = options.partFrom === undefined ? () => undefined : partNamer(options.partFrom);
  const asked = targetsAsked(options);
  files.forEach((file) => partOf(file.name));
  const api = openApi(options);
  await makeStation(api, station, options);
  const uploadAt = async (index: number) => {
    const file = files[index]!;
    return await uploadOfFile(file, partOf(file.name));
  };
  const refused: string[] = [];
  await uploadNormals(api, station, files.length, uploadAt, (index, error) => {
    const { name } = files[index]!;
    refused.push(name);
    process.stderr.write(`Set aside ${name}: ${error.message} [${error.code}]\n`);
  });
  const { activate, by, why, incremental = false } = options;
  const request = { activate, by, why, incremental, ...(asked ? { targets: asked } : {}) };
  await cancellable('calibration', async (signal) => {
    const done = await calibrate(api, station, request, { by, signal });
    print(done, options);
    if (!options.json) await showSetAside(api, done);
  });
  if (refused.length > 0) throw incomplete(refused, files.length);
}

function incomplete(refused: readonly string[], of: number): TouchstoneError {
  const [first] = refused;
  return new TouchstoneError(
    'learning-incomplete',
    `The model was made without ${refused.length} of ${of} images that cannot be read (${first}${refused.length > 1 ? ' and others, named above' : ''}); send them again or take them out of the folder.`,
  );
}

/** Returns what the options say of the targets; the rest is as the station has it. */
function targetsAsked({ reject, review }: LearnOptions): AskedTargets | undefined {
  if (reject === undefined && review === undefined) return undefined;
  const parsed = askedTargets.safeParse({ reject, review });
  if (parsed.success) return parsed.data;
  throw new TouchstoneError(
    'validation-failed',
    `--reject and --review: ${parsed.error.issues.map((issue) => issue.message).join('; ')}.`,
  );
}

// A station that is there keeps its settings: PUT would set them all anew.
async function makeStation(api: ApiClient, id: string, { backbone }: LearnOptions): Promise<void> {
  const found = await findStation(api, id);
  if (!found) {
    await api.put('/v1/stations/{station}', { path: { station: id }, body: { backbone } });
    return;
  }
  if (backbone && found.settings.backbone !== backbone)
    throw new TouchstoneError(
      'validation-failed',
      `The station ${id} is there already with the backbone ${found.settings.backbone}; change it by PATCH or leave --backbone out.`,
    );
}

function print(done: Calibration, options: LearnOptions): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(done)}\n`);
    return;
  }
  if (done.certificate) process.stdout.write(`${certificateText(done.certificate)}\n`);
  process.stdout.write(`Model ${done.modelId} of ${done.stationId} ${stateText(done)}.\n`);
}

function stateText({ activation, stationId }: Calibration): string {
  if (activation === 'done') return 'is active';
  if (activation === 'waiting')
    return `waits for a second person: "touchstone models approve ${stationId}"`;
  if (activation === 'rehearsal-needed')
    return `is a candidate until it was rehearsed: "touchstone rehearse ${stationId}"`;
  if (activation === 'test-set-misses')
    return `is a candidate, since it passes bad test pictures that the active one catches: "touchstone test-set show ${stationId}"`;
  return 'is not active';
}

/** Prints the normals that this calibration set aside, with the reasons: a person decides on them. */
async function showSetAside(api: ApiClient, { stationId, startedAt }: Calibration): Promise<void> {
  const waiting = await waitingNormals(api, stationId);
  const items = waiting.filter(({ setAsideAt }) => setAsideAt >= (startedAt ?? ''));
  if (items.length === 0) return;
  process.stdout.write(`Set aside, "touchstone quarantine" decides:\n`);
  process.stdout.write(quarantineText(stationId, items));
}
