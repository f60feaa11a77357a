import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelManifest, screenSettings, type ModelManifest } from '#contracts';
import { openBackbone, resolveBackbone, type Backbone } from '#embedding';
import { inspect, openModel, plainView } from '#inspection';
import {
  learn,
  screenNormals,
  type LearnedModel,
  type LearnOptions,
  type Normal,
  type PreviousModel,
} from '#learning';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { areaUnderRoc } from '#numbers';
import { normalsOf, storedIn, writeFrames } from './incremental/stored-line.js';
import { median, rounded } from './timing.js';

const rows = 2000;
const models = join(import.meta.dirname, '..', '..', 'models');

/**
 * Adding 50 normals to a model made from 1,000, limits and certificate included, as a share of the time of a rebuild
 * from the images in the same run; and how far what comes out is from the rebuild.
 */
async function run({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-incremental-'));
  const runtime = await loadTensorRuntime();
  const { manifest, folder: weights } = await resolveBackbone('touchstone-small', [models]);
  const backbone = await openBackbone(weights, { runtime, manifest, cacheFolder: folder });
  try {
    return await measure({ folder, runtime, backbone }, quick);
  } finally {
    backbone.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Place {
  readonly folder: string;
  readonly runtime: TensorRuntime;
  readonly backbone: Backbone;
}

async function measure(place: Place, quick: boolean) {
  const [old, added] = quick ? [200, 10] : [1000, 50];
  const files = await writeFrames(join(place.folder, 'good'), old + added, { seed: 1, defects: 0 });
  const stored = storedIn(place.folder);
  const first = await learned(place, normalsOf(files.slice(0, old)), stored);
  const previous = previousOf(first.model, place);
  const known = { known: stored.known };
  const normals = withoutSetAside(normalsOf(files), first.model);
  const times = { add: [] as number[], rebuild: [] as number[] };
  const cpu = { add: [] as number[], rebuild: [] as number[] };
  let [extended, rebuilt] = [first.model, first.model];
  for (let round = 0; round < (quick ? 1 : 2); round++) {
    const adding = await learned(place, normals, { ...known, previous });
    const anew = await learned(place, normals, {});
    times.add.push(adding.seconds);
    times.rebuild.push(anew.seconds);
    cpu.add.push(adding.cpuSeconds);
    cpu.rebuild.push(anew.cpuSeconds);
    [extended, rebuilt] = [adding.model, anew.model];
  }
  if (extended.extends === null) throw new Error(`built anew: ${extended.rebuiltBecause}`);
  const otherSeed = await learned(place, normals, { ...known, bankSettings: { rows, seed: 2 } });
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
  return {
    normals: { old, added },
    seconds: { add: times.add.map(rounded), rebuild: times.rebuild.map(rounded) },
    shareOfRebuild: rounded(sum(times.add) / sum(times.rebuild)),
    // What else the machine does falls on one or the other; the processor's time does not know of it.
    cpuShareOfRebuild: rounded(sum(cpu.add) / sum(cpu.rebuild)),
    cpuSeconds: { add: cpu.add.map(rounded), rebuild: cpu.rebuild.map(rounded) },
    ...(await agreement(place, { extended, rebuilt, otherSeed: otherSeed.model })),
  };
}

async function learned(
  { runtime, backbone }: Place,
  normals: readonly Normal[],
  changes: Partial<LearnOptions>,
): Promise<{ model: LearnedModel; seconds: number; cpuSeconds: number }> {
  const start = performance.now();
  const before = process.cpuUsage();
  const model = await learn({
    normals,
    backbone,
    runtime,
    seed: 1,
    view: plainView(backbone.size),
    bankSettings: { rows, seed: 1 },
    scoreSettings: { method: 'worst-mean', worst: 10, neighbours: 1 },
    targets: { reject: 0.01, review: 0.05, method: 'conformal', whileProvisional: 0.1 },
    screen: (look) =>
      screenNormals({
        ...look,
        settings: screenSettings.parse({}),
        defects: [],
        normals: look.normals.map((normal) => ({ ...normal, used: normal.known })),
      }),
    ...changes,
  });
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1000;
  return { model, seconds, cpuSeconds: (user + system) / 1e6 };
}

function previousOf(model: LearnedModel, { backbone }: Place): PreviousModel {
  const foldBanks = model.foldBanks.map(({ sha256, heldOut, onlyInLimits }, i) => ({
    blob: String(i),
    sha256,
    heldOut: [...heldOut],
    onlyInLimits: [...onlyInLimits],
  }));
  const manifest = modelManifest.parse({ ...manifestOf(model, backbone), foldBanks });
  return {
    manifest,
    bankBytes: model.bankBytes,
    foldBankBytes: model.foldBanks.map((b) => b.bytes),
  };
}

function manifestOf(model: LearnedModel, backbone: Backbone): ModelManifest {
  const { name, version, sha256 } = backbone.manifest;
  const { bankSha256, rows, dimensions, limits, certificate } = model;
  const settings = { rows, seed: 1 };
  return modelManifest.parse({
    format: 'touchstone-model/1',
    id: '01900000-0000-7000-8000-000000000000',
    station: 'bench',
    version: 1,
    madeAt: '2026-01-01T00:00:00Z',
    backbone: { name, version, sha256 },
    inputSize: backbone.size,
    regionOfInterest: null,
    limits,
    certificate,
    bank: { blob: 'bank', sha256: bankSha256, rows, dimensions, settings },
    score: { method: 'worst-mean', worst: 10, neighbours: 1 },
  });
}

/**
 * Returns the normals as a station has them: what is extreme counts in the limits until a person decides, the rest is
 * out.
 */
function withoutSetAside(normals: readonly Normal[], { setAside }: LearnedModel): Normal[] {
  const out = new Map(setAside.map((one) => [one.normalId, one.countsInLimits]));
  return normals
    .filter(({ id }) => out.get(id) ?? true)
    .map((normal) => ({ ...normal, onlyInLimits: out.has(normal.id) }));
}

interface Models {
  readonly extended: LearnedModel;
  readonly rebuilt: LearnedModel;
  /** Rebuilt with another seed: how far two rebuilds are from each other. */
  readonly otherSeed: LearnedModel;
}

/** The models on frames that none has seen, in scales of the rebuilt one's limits. */
async function agreement(place: Place, { extended, rebuilt, otherSeed }: Models) {
  const unseen = (name: string, count: number, defects: number) =>
    writeFrames(join(place.folder, name), count, { seed: 2, defects });
  const [good, bad] = [await unseen('unseen', 100, 0), await unseen('defects', 60, 1)];
  const judged = async (model: LearnedModel) => {
    const scores = await scoresOf(place, model, good);
    const defects = await scoresOf(place, model, bad);
    const { reject } = model.limits;
    const over = (list: number[]) => list.filter((s) => s > reject).length / list.length;
    const auroc = areaUnderRoc(scores, defects);
    return { scores, figures: { auroc, falseAlarms: over(scores), found: over(defects) } };
  };
  const base = await judged(rebuilt);
  const against = async (model: LearnedModel) => {
    const { scores, figures } = await judged(model);
    const { warn, reject, scale } = rebuilt.limits;
    const off = scores.map((s, i) => (s - base.scores[i]!) / scale);
    return {
      unseenGood: {
        meanShift: rounded(off.reduce((a, b) => a + b, 0) / off.length),
        medianDifference: rounded(median(off.map(Math.abs))),
      },
      limits: {
        warn: rounded((model.limits.warn - warn) / scale),
        reject: rounded((model.limits.reject - reject) / scale),
      },
      ...figures,
    };
  };
  return {
    rebuilt: base.figures,
    extendedAgainstRebuilt: await against(extended),
    otherSeedAgainstRebuilt: await against(otherSeed),
  };
}

async function scoresOf(
  { runtime, backbone }: Place,
  model: LearnedModel,
  files: readonly string[],
) {
  const opened = await openModel({
    manifest: manifestOf(model, backbone),
    bankBytes: model.bankBytes,
    backbone,
    runtime,
  });
  try {
    const scores: number[] = [];
    for (const file of files) {
      const [outcome] = await inspect([{ bytes: await readFile(file) }], opened);
      if (!outcome?.ok) throw new Error(`${file} cannot be inspected`);
      scores.push(outcome.score.imageScore);
    }
    return scores;
  } finally {
    opened.dispose();
  }
}

export default { name: 'incremental', run };
