import { leastNormals } from '#calibration';
import { readHeader } from '#images';
import { seededShuffle } from '#numbers';
import { embedNormals, findSampleBits, type LearnedModel } from '#learning';
import { shrinkingTo } from '#embedding';
import { plainView, type InspectingModel, type SecondModelInput } from '#inspection';
import { buildBank, readBank, type MemoryBank } from '#memory-bank';
import type { Judging } from './judging.js';
import { learnSet, nameIn, normalsOf, scoreSettingsOf } from '../learn-set.js';
import type { EvaluateOptions } from '../options.js';
import { naming, readNamed } from '../naming-file.js';
import { pixelFigures, type PixelPicture } from '../pixels/pixel-figures.js';
import type { EvaluationSet } from '../read-layout.js';
import type { EvaluatedSet } from '../result.js';
import { scoreImages, type ScoredImage } from './score-images.js';
import { sideBySide } from './side-by-side.js';

/** Learns from train/good, scores test/, takes the pixel figures. Deterministic by the options' seed. */
export async function judge(asked: Omit<Judging, 'view' | 'sampleBits'>): Promise<EvaluatedSet> {
  const { backbone, onStep, options } = asked;
  const set = chosen(asked.set, options);
  const sampleBits = await findSampleBits(normalsOf(set));
  const view = { ...plainView(backbone.size), significantBits: sampleBits?.bits ?? null };
  const judging = { ...asked, view, sampleBits };
  const start = performance.now();
  const { bank, learned } = await built({ ...judging, set });
  const second = secondOf(judging, learned);
  try {
    const buildSeconds = (performance.now() - start) / 1000;
    const model = { ...modelOf(judging, bank, learned), second };
    const { length } = set.test;
    const { scored, unreadable, msPerFrame } = await scoreImages(set.test, model, (done) =>
      onStep('score', done, length),
    );
    // Fused maps are of no one score's distances.
    const alone = learned && model.second === null ? learned : null;
    const scores = alone ? await sideBySide({ scored, model, learned: alone }, judging) : [];
    const pixels = await pixelFigures(withTruePixels(scored), (done) =>
      onStep('pixels', done, length),
    );
    return {
      set,
      unreadable: unreadableOf(learned),
      unreadableTest: unreadable.map((file) => nameIn(set, file)),
      scored,
      scores,
      pixels,
      limits: learned?.limits,
      target: options.target,
      backbone: backbone.manifest.name,
      input: { ...backbone.size, second: asked.second?.size ?? null },
      method: options.score,
      bankRows: bank.rows,
      buildSeconds,
      msPerFrame,
    };
  } finally {
    second?.bank.dispose();
    bank.dispose();
  }
}

/** Opens the second input of what was learned; without one, or with too few normals for limits, there is none. */
function secondOf(
  { second: small, backbone, runtime }: Judging,
  learned: LearnedModel | undefined,
): SecondModelInput | null {
  if (small === null || !learned?.second) return null;
  const { bankBytes, bankSha256: sha256, scoreReference, fusion } = learned.second;
  const bank = readBank(runtime, bankBytes, { sha256 });
  return { backbone: shrinkingTo(small, backbone.size), bank, mask: null, scoreReference, fusion };
}

/** Lists the normals that cannot be decoded; with too few normals for limits the first of them ends the evaluation. */
function unreadableOf(learned: LearnedModel | undefined): string[] {
  const bad = (learned?.setAside ?? []).filter(({ findings }) =>
    findings.some(({ reason }) => reason === 'unreadable'),
  );
  return bad.map(({ normalId }) => normalId);
}

/** The pictures whose true pixels are known: good parts, and defects with a mask. */
function withTruePixels(scored: readonly ScoredImage[]): PixelPicture[] {
  const known = scored.filter(({ type, mask }) => type === 'good' || mask !== undefined);
  return known.map(({ file, mask, score }) => ({
    score,
    mask: mask === undefined ? undefined : readNamed(mask),
    size: () => naming(file, async (bytes) => readHeader(bytes)),
  }));
}

/** The set with as many normals as are asked for, drawn by the seed. */
function chosen(set: EvaluationSet, { normals, seed }: EvaluateOptions): EvaluationSet {
  if (normals === undefined || normals >= set.train.length) return set;
  return { ...set, train: seededShuffle(set.train, seed).slice(0, normals).sort() };
}

function modelOf(
  { backbone, options, view }: Judging,
  bank: MemoryBank,
  learned: LearnedModel | undefined,
): InspectingModel {
  const score = scoreSettingsOf(options, options.score);
  return {
    backbone,
    bank,
    view,
    mask: null,
    // Too few normals to hold any out know nothing of places.
    score:
      learned || score.method !== 'place-and-frame' ? score : { ...score, method: 'worst-mean' },
    scoreReference: learned?.scoreReference ?? null,
  };
}

/** Builds the bank and, where there are normals enough for limits, the whole model. */
async function built(
  judging: Judging,
): Promise<{ bank: MemoryBank; learned: LearnedModel | undefined }> {
  const { set, backbone, runtime, options, view } = judging;
  if (set.train.length < leastNormals) {
    const patches = embedNormals(normalsOf(set), backbone, view);
    const settings = { rows: options.rows, seed: options.seed, backbone: backbone.hash };
    return { bank: await buildBank(runtime, patches, settings), learned: undefined };
  }
  const learned = await learnSet(judging);
  return { bank: readBank(runtime, learned.bankBytes, { sha256: learned.bankSha256 }), learned };
}
