import {
  TouchstoneError,
  type CalibrationProgress,
  type ImageQuality,
  type ScreeningSummary,
  type ScreenSettings,
  type SetAside,
} from '#contracts';
import { allOver, extremeness, yardstickOf } from './screen-score.js';
import { extremeOnes } from './screen-extremes.js';
import { robustCameraLimits } from './screen-quality.js';
import { qualityFindings } from '#images';
import type { NormalPatches } from '#memory-bank';
import type { TensorRuntime } from '#tensors';
import type { ConfirmedDefect } from './confirmed-defects.js';
import { beside } from './screen-defects.js';
import { duplicatesAmong } from './screen-duplicates.js';
import { imageDistances } from './image-distances.js';
import { compareFrames, type ComparedMaps } from './screen-maps.js';
import { expectedMissed } from './screen-missed.js';

/** Frames and parts below which nothing can be called extreme. */
const [fewestFrames, fewestParts] = [10, 3];
/**
 * The figure of `allOver` from which on a frame is unlike the others all over: real defects reach 0.43, other light
 * 0.55, other products 0.44 to 0.74.
 */
const everywhere = 0.5;
/**
 * The distances of the image embedding from its neighbours, in multiples of the usual one: under the first it is the
 * same light, where 98 % of good frames are; from the second on it is another product (odd good frames reach 4.2, other
 * products start at 4, most at 6).
 */
const [anotherLight, anotherProduct] = [2.5, 5];
const percentOf = (share: number) => `${(100 * share).toFixed(share < 0.01 ? 1 : 0)} %`;

/** A normal as the screen looks at it. */
export interface NormalToScreen {
  readonly id: string;
  /** Key of the part as grouped: frames of one part vouch for nothing of each other. */
  readonly part: string;
  /** The part as the line named it. */
  readonly partId: string | null;
  /** The image embedding. */
  readonly image: Float32Array;
  readonly quality: ImageQuality | null;
  /** A person decided to use it: it is compared with, and never set aside. */
  readonly used: boolean;
}

export interface ScreenInput {
  readonly runtime: TensorRuntime;
  /** The normals in the order in which they came: of two copies the earlier one stays. */
  readonly normals: readonly NormalToScreen[];
  /** Raw patches of these normals, in the order asked for. */
  readonly patchesOf: (ids: readonly string[]) => AsyncIterable<NormalPatches>;
  /** The mask, row-major, 1 where a patch counts; null: all do. */
  readonly mask: Uint8Array | null;
  readonly settings: ScreenSettings;
  /** The confirmed defects as the backbone in use embeds them; empty where there is no defect memory. */
  readonly defects: readonly ConfirmedDefect[];
  readonly seed: number;
  readonly onProgress?: (progress: CalibrationProgress) => void;
  /** The signal that ends screening: it throws its reason soon after. */
  readonly signal?: AbortSignal | undefined;
}

/** A normal that stays out of the bank, and why. */
export interface NormalSetAside {
  readonly normalId: string;
  readonly findings: readonly SetAside[];
  /**
   * Tells whether its score is all that speaks against it. Then it stays out of the banks, yet its held-out score
   * counts in the limits until a person decides: who takes the highest scores out because they are high promises a
   * false-alarm rate that good parts will not keep.
   */
  readonly countsInLimits: boolean;
}

export interface Screened {
  readonly setAside: readonly NormalSetAside[];
  readonly summary: ScreeningSummary;
}

/**
 * Screens normals before they enter a model: pictures that are blurred, badly exposed or shifted against the others,
 * copies and frozen frames, frames that are extreme against the others, and those beside a confirmed defect.
 * Deterministic by the seed. Work: two products of every frame with at most 512 others.
 * @throws TouchstoneError too-few-normals when fewer than two are left; the signal's reason when it was aborted.
 */
export async function screenNormals(input: ScreenInput): Promise<Screened> {
  if (!input.settings.enabled || input.normals.length === 0) return nothing(0);
  const poor = poorPictures(input.normals);
  // Poor pictures must not make the yardstick that the others are measured by.
  const rest = input.normals.filter(({ id, used }) => used || !poor.has(id));
  const parts = new Set(rest.map(({ part }) => part));
  const found = new Map(poor);
  const comparable = rest.length >= fewestFrames && parts.size >= fewestParts;
  const missed = comparable ? await lookAmong({ ...input, normals: rest }, found) : null;
  return screened(input, found, missed);
}

function nothing(looked: number): Screened {
  return { setAside: [], summary: { looked, setAside: 0, byReason: {}, expectedMissed: null } };
}

type Found = Map<string, SetAside[]>;

function poorPictures(normals: readonly NormalToScreen[]): Found {
  const qualities = normals.flatMap(({ quality }) => (quality ? [quality] : []));
  const limits = robustCameraLimits(qualities);
  if (limits === null) return new Map();
  return new Map(
    normals
      .map(({ id, quality }) => [id, quality ? qualityFindings(quality, limits) : []] as const)
      .filter(([, findings]) => findings.length > 0),
  );
}

/** Compares frames with each other; adds to `found` and says what it expects to have missed. */
async function lookAmong(
  input: ScreenInput,
  found: Found,
): Promise<ScreeningSummary['expectedMissed']> {
  const { normals, mask, settings, onProgress } = input;
  const compared = await compareFrames({
    ...input,
    frames: normals,
    onProgress: (done, of) => onProgress?.({ step: 'screen', done, of }),
  });
  try {
    const copies = await duplicatesAmong(normals, compared, input.patchesOf);
    for (const [id, finding] of copies) add(found, id, [finding]);
    const near = await beside({ ...input, frames: normals, compared, over: settings.mostGood });
    for (const [id, findings] of near) add(found, id, findings);
    return await extremes(input, compared, found, mask);
  } finally {
    compared.others.dispose();
  }
}

function extremes(
  { normals, settings, seed, signal }: ScreenInput,
  compared: ComparedMaps,
  found: Found,
  mask: Uint8Array | null,
): Promise<ScreeningSummary['expectedMissed']> {
  const maps = compared.maps.map((distances, i) => ({ distances, around: compared.around[i]! }));
  const yardstick = yardstickOf(maps, mask);
  const scores = maps.map((map) => extremeness(map, yardstick));
  // What a person chose to use, or what is out for another reason, takes no place among those set aside.
  const image = imageDistances(normals);
  const open = scores.flatMap((_, i) => {
    if (normals[i]!.used || found.has(normals[i]!.id)) return [];
    // Another light or ground is no defect, and the picture's quality says whether it may be; another product is out.
    const lit = image[i]! > anotherLight && image[i]! < anotherProduct;
    return lit && allOver(maps[i]!, yardstick) > everywhere ? [] : [i];
  });
  const { places, limit } = extremeOnes(
    open.map((i) => scores[i]!),
    settings.mostGood,
  );
  for (const place of places) {
    const i = open[place]!;
    add(found, normals[i]!.id, [extremeFinding(scores, i, limit)]);
  }
  const stayed = scores.flatMap((_, i) => (found.has(normals[i]!.id) ? [] : [i]));
  return expectedMissed(compared, yardstick, stayed, limit, { seed, signal });
}

function extremeFinding(scores: readonly number[], i: number, limit: number): SetAside {
  const score = scores[i]!;
  const rank = scores.filter((other) => other > score).length + 1;
  const detail =
    `It is unlike the others: number ${rank} of ${scores.length} by its distance to frames of other parts. ` +
    `Of good frames about ${percentOf(0.5 * 2 ** -score)} would be so far out if they thinned out evenly.`;
  return { reason: 'extreme', detail, value: score, limit, likeFrame: null };
}

function add(found: Found, id: string, findings: readonly SetAside[]): void {
  if (findings.length > 0) found.set(id, [...(found.get(id) ?? []), ...findings]);
}

function screened(
  { normals }: ScreenInput,
  found: Found,
  missed: ScreeningSummary['expectedMissed'],
): Screened {
  const setAside = normals
    .filter(({ id, used }) => !used && found.has(id))
    .map(({ id }) => {
      const findings = found.get(id)!;
      const countsInLimits = findings.every(({ reason }) => reason === 'extreme');
      return { normalId: id, findings, countsInLimits };
    });
  refuseNothingLeft(normals.length, setAside);
  const byReason: ScreeningSummary['byReason'] = {};
  for (const { findings } of setAside)
    for (const reason of new Set(findings.map((finding) => finding.reason)))
      byReason[reason] = (byReason[reason] ?? 0) + 1;
  const summary = { looked: normals.length, setAside: setAside.length, byReason };
  return { setAside, summary: { ...summary, expectedMissed: missed } };
}

function refuseNothingLeft(looked: number, setAside: readonly NormalSetAside[]): void {
  if (looked - setAside.length >= 2) return;
  throw new TouchstoneError(
    'too-few-normals',
    `The screen set ${setAside.length} of ${looked} normals aside and too few are left to learn from. ` +
      'Look at the quarantine, decide to use those that are good, or add frames of good parts.',
    { facts: { looked, setAside: setAside.length } },
  );
}
