import { TouchstoneError } from '#contracts';
import { openApi } from '../client/options.js';
import { untilStopped } from '../client/until-stopped.js';
import { startProgress } from '../progress.js';
import { writeFolder, plainSize, type LineSettings, fullSize, type SlowChange } from '#simulation';
import { pushLine } from './push.js';
import type { SimulateOptions } from './simulate-options.js';

/**
 * Pushes a simulated line to a station, or writes it to a folder.
 * @throws TouchstoneError validation-failed unless exactly one of --station and --out is given.
 */
export async function simulate(options: SimulateOptions): Promise<void> {
  if (options.out !== undefined && options.station === undefined)
    return await simulateToFolder(options, options.out);
  if (options.station !== undefined && options.out === undefined)
    return await simulateToStation(options, options.station);
  throw new TouchstoneError(
    'validation-failed',
    'Say where the frames go: either --station <id> or --out <folder>.',
  );
}

async function simulateToFolder(options: SimulateOptions, folder: string): Promise<void> {
  const { seed, size, normals } = options;
  const count = options.count ?? 120;
  const line = { seed, ...size, defects: options.defects ?? 0.5, slow: slowOf(options, normals) };
  const progress = startProgress('Rendering', normals + count);
  try {
    await writeFolder(folder, line, { normals, count }, (done) => progress.update(done));
  } finally {
    progress.stop();
  }
  process.stdout.write(
    `${folder}: ${normals} normals, ${count} parts to test.\nTry: touchstone evaluate ${folder}\n`,
  );
}

async function simulateToStation(options: SimulateOptions, station: string): Promise<void> {
  const { seed, size, start, rate } = options;
  const count = options.count ?? Infinity;
  const defects = options.defects ?? 0.1;
  const fault = faultOf(options);
  const slow = slowOf(options, start);
  const settings = { seed, ...size, start, rate, count, defects, fault, slow };
  const progress = startProgress('Pushing', options.count ?? 0);
  let said = 'Nothing was pushed.';
  try {
    await untilStopped(async (signal) => {
      const onWait = (why: string, waitMs: number) =>
        process.stderr.write(`${why} Trying again in ${(waitMs / 1000).toFixed(1)} s.\n`);
      const api = openApi(options, { signal, onWait, patienceMs: 10 * 60_000 });
      await pushLine(
        api,
        station,
        settings,
        ({ frames, defects }) => {
          progress.update(frames, options.count ?? frames);
          said = `Pushed ${frames} frames, ${defects} of them with a defect.`;
        },
        signal,
      );
    });
  } finally {
    progress.stop();
    process.stdout.write(`${said}\n`);
  }
}

function faultOf({
  cameraFault,
  faultSize,
  faultAfter,
  start,
}: SimulateOptions): LineSettings['fault'] {
  if (cameraFault === undefined) return undefined;
  return { kind: cameraFault, size: faultSize ?? plainSize[cameraFault], from: start + faultAfter };
}

/** `first` is the first part of the line that is no normal. */
function slowOf(options: SimulateOptions, first: number): SlowChange | undefined {
  const { drift: kind, driftSize, driftAfter, over } = options;
  if (kind === undefined) return undefined;
  return { kind, from: first + driftAfter, over, size: driftSize ?? fullSize[kind] };
}
