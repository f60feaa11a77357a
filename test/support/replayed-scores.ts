import { join } from 'node:path';
import { openBackbone } from '#embedding';
import { inspect, openModel } from '#inspection';
import { bankBlobKey, type Blobs, type Database, Frames, Models } from '#storage';
import { loadTensorRuntime } from '#tensors';

/** A place's records and pictures, with the tiny backbone in its data folder. */
export interface ReplayPlace {
  readonly blobs: Blobs;
  readonly database: Database;
  readonly dataFolder: string;
}

/** Scores frames of line-1 one at a time with a place's own pictures, backbone, bank and manifest; NaN for one that fails. */
export async function replayedScores(
  { dataFolder, blobs, database }: ReplayPlace,
  frames: readonly string[],
): Promise<number[]> {
  const runtime = await loadTensorRuntime();
  const manifest = (await new Models(database).active('line-1'))!;
  const from = join(dataFolder, 'backbones', 'tiny');
  const backbone = await openBackbone(from, { runtime, cacheFolder: join(dataFolder, 'compiled') });
  const bankBytes = await blobs.get(bankBlobKey('line-1', manifest.id));
  const model = await openModel({ manifest, bankBytes, backbone, runtime });
  const scores: number[] = [];
  for (const id of frames) {
    const { blob } = await new Frames(database).get(id);
    const [outcome] = await inspect([{ bytes: await blobs.get(blob) }], model, {});
    scores.push(outcome!.ok ? outcome!.score.imageScore : NaN);
  }
  model.dispose();
  backbone.dispose();
  return scores;
}
