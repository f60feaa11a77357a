import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBackup } from '#backup';
import { openBackbone } from '#embedding';
import { inspect, openModel } from '#inspection';
import { AuditProof, bankBlobKey, type Blobs, type Database, Models } from '#storage';
import { loadTensorRuntime } from '#tensors';
import { backUp, emptyPlace, restoreInto } from '../support/backups.js';
import { type Line, startLine } from '../support/line.js';
import { paintedPart } from '../support/painted-parts.js';
import { someInspection } from '../support/records.js';
import { startCalibrator } from '../support/started-apps.js';
import { until } from '../support/until.js';
import { rounded } from './timing.js';

/** The number of pictures that differ; frames show them in turn. */
const pictures = 200;
const station = 'line-1';

/**
 * Measures a backup of a line that has inspected 10,000 frames while more come in, its check, its restore on an empty
 * database and folder, and 1,000 replays before and after, one frame at a time.
 */
async function run({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const [frames, replays] = quick ? [300, 50] : [10_000, 1_000];
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-backup-bench-'));
  const file = join(folder, 'bench.backup');
  const line = await startLine();
  const place = await emptyPlace();
  try {
    const parts = await Promise.all(Array.from({ length: pictures }, (_, seed) => paintedPart(500 + seed))); // prettier-ignore
    await teach(line);
    const figures = await backedUpWhileFramesCome(line, file, parts, frames);
    const checked = await timed(() => checkBackup(file, null, () => undefined));
    const restored = await timed(() => restoreInto(place, file));
    const same = await replayed(line, place, line.dataFolder, place.dataFolder, replays);
    const audit = await new AuditProof(place.database).verify();
    return {
      ...figures,
      'check: s': checked.seconds,
      'restore: s': restored.seconds,
      'replays, equal to the bit': `${same} of ${replays}`,
      'audit trail intact': audit.intact,
    };
  } finally {
    await place.stop();
    await line.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function teach(line: Line): Promise<void> {
  await line.putStation(station);
  const calibrator = await startCalibrator(line.environment);
  for (let seed = 1; seed <= 20; seed++) await line.addNormal(await paintedPart(seed));
  const calibration = await line.requestCalibration();
  await until(async () => (await line.calibration(calibration)).endedAt);
  await calibrator.stop();
}

async function backedUpWhileFramesCome(
  line: Line,
  file: string,
  parts: readonly Buffer[],
  frames: number,
): Promise<Record<string, unknown>> {
  const rounds = Array.from({ length: 8 }, (_, first) => inspectedEach(line, parts, first, frames));
  await Promise.all(rounds);
  let [more, going] = [0, true];
  const coming = (async () => {
    for (; going; more += 1) await line.push(parts[more % parts.length]!);
  })();
  const before = process.memoryUsage().rss;
  let most = before;
  const onStep = () => void (most = Math.max(most, process.memoryUsage().rss));
  const { result, seconds } = await timed(() => backUp(placeOf(line), file, { onStep }));
  going = false;
  await coming;
  const { bytes, rows, blobs, gone } = result;
  const grown = `${Math.round((most - before) / 1e6)} MB, of a process that takes frames as well`;
  return {
    frames,
    'frames that came in meanwhile': more,
    'backup: s': seconds,
    'backup: MB': rounded(bytes / 1e6),
    rows,
    blobs,
    'blobs gone': gone,
    'memory grew by': grown,
  };
}

const placeOf = ({ postgres, dataFolder }: Line) => ({ databaseUrl: postgres.url, dataFolder });

/** Writes every eighth frame as API and worker do: picture, row, verdict with its map, embedding; without the network. */
async function inspectedEach(
  line: Line,
  parts: readonly Buffer[],
  first: number,
  frames: number,
): Promise<void> {
  for (let index = first; index < frames; index += 8) {
    const id = await line.push(parts[index % parts.length]!);
    const frame = await line.frames.get(id);
    const inspection = someInspection(frame);
    await line.inspections.record({ inspection, map: new Float32Array(784), alert: false });
    await line.embeddings.put(
      {
        frameId: id,
        station,
        backbone: 'b',
        inspectedAt: new Date(inspection.inspectedAt),
        rows: 16,
        columns: 16,
        dimensions: 16,
        image: new Float32Array(16),
      },
      new Uint8Array(16 * 16 * 16 * 2).fill(index % 251),
    );
  }
}

type Side = { blobs: Blobs; database: Database };

/** Returns how many frames have the same score in both places. */
async function replayed(
  line: Side,
  place: Side,
  lineFolder: string,
  placeFolder: string,
  most: number,
): Promise<number> {
  const { rows } = await place.database.ask(
    (queries) =>
    queries.execute<{ blob: string }>(`SELECT blob FROM frames WHERE state = 'inspected' ORDER BY id LIMIT ${most}`), // prettier-ignore
  );
  const [one, other] = [await scorer(line, lineFolder), await scorer(place, placeFolder)];
  let same = 0;
  for (const { blob } of rows) if ((await one(blob)) === (await other(blob))) same += 1;
  return same;
}

/** Returns what scores a picture of a place with that place's own model, bank and backbone. */
async function scorer({ blobs, database }: Side, dataFolder: string) {
  const runtime = await loadTensorRuntime();
  const manifest = (await new Models(database).active(station))!;
  const cacheFolder = join(dataFolder, 'compiled');
  const backbone = await openBackbone(join(dataFolder, 'backbones', 'tiny'), { runtime, cacheFolder }); // prettier-ignore
  const bankBytes = await blobs.get(bankBlobKey(station, manifest.id));
  const model = await openModel({ manifest, bankBytes, backbone, runtime });
  return async (blob: string) => {
    const [outcome] = await inspect([{ bytes: await blobs.get(blob) }], model, {});
    if (!outcome!.ok) throw outcome!.error;
    return outcome!.score.imageScore;
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const began = performance.now();
  const result = await work();
  return { result, seconds: rounded((performance.now() - began) / 1000) };
}

export default { name: 'backup', run };
