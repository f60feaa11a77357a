import type { ImageQuality } from '#contracts';
import { seededRandom } from '#numbers';
import { type EmbeddingBlocks, fewestEmbeddings, startBlocks } from './embedding-blocks.js';
import { type FigureState, startFigure } from '../statistics/figure-watch.js';
import type { ObservedBlocks } from '../statistics/observed-rate.js';
import type { OpenPart } from './parts-in-order.js';
import {
  type FigureName,
  type FigureSignal,
  leastDeadBandOf,
  sidesOf,
} from '../statistics/signals.js';

/** The usual figures by an active model and its normals. */
export interface DriftReference {
  /** The held-out score of each part, in any order. */
  readonly heldOutScores: readonly number[];
  /** The review limit: parts above it are not judged normal. */
  readonly warn: number;
  /** The quality figures of the normals, where they were kept; one a part. */
  readonly qualities: readonly ImageQuality[];
  /** The image embeddings of the normals, where they were kept; one a part. */
  readonly embeddings: readonly Float32Array[];
  /** The match below which a move is worthless; null where the model knows no camera limits. */
  readonly leastMatch: number | null;
  /** The share of good parts that the model itself is expected to reject. */
  readonly expectedRate: number;
  readonly seed: number;
}

export interface SignalState {
  drifting: boolean;
  since: string | null;
}

/** Everything a line's watch remembers; plain JSON, so that it can be stored with the place that was read up to. */
export interface LineState {
  parts: number;
  figures: Partial<Record<FigureName, FigureState>>;
  signals: Partial<Record<FigureSignal, SignalState>>;
  /** The reasons why signals are not watched. */
  skipped: Partial<Record<FigureSignal, string>>;
  blocks: EmbeddingBlocks | null;
  leastMatch: number;
  alarms: SignalState & {
    value: number;
    parts: number;
    /** The rates it was designed for, so that new settings begin anew. */
    accepted: number;
    noticed: number;
    expectedRate: number;
  };
  observed: ObservedBlocks;
  open: OpenPart[];
}

/** Returns the state in which a watch begins: no part seen. */
export function startLine(reference: DriftReference): LineState {
  const { qualities, heldOutScores, warn, embeddings } = reference;
  const seed = Math.floor(seededRandom(reference.seed)() * 2 ** 30);
  const blocks = startBlocks(embeddings);
  // Only scores under the review limit: those in service are of parts judged ok, and have been cut off there too.
  const scores = heldOutScores.filter((score) => score < warn);
  const start = (name: FigureName, normals: readonly number[], at: number) =>
    startFigure(normals, {
      sides: sidesOf(name),
      leastDeadBand: leastDeadBandOf(name, normals),
      seed: seed + at * 1_000_003,
    });
  const of = (figure: keyof ImageQuality) => qualities.map((quality) => quality[figure]);
  const leastMatch = reference.leastMatch ?? 0;
  const placed = qualities.filter(({ match }) => match >= leastMatch);
  const skipped = whySkipped(reference, blocks !== null);
  return {
    parts: 0,
    figures: {
      score: start('score', scores, 1),
      focus: start('focus', of('focus'), 2),
      exposure: start('exposure', of('exposure'), 3),
      castRed: start('castRed', of('castRed'), 4),
      castBlue: start('castBlue', of('castBlue'), 5),
      ...(skipped.shift === undefined && {
        shiftX: start(
          'shiftX',
          placed.map(({ shiftX }) => shiftX),
          6,
        ),
        shiftY: start(
          'shiftY',
          placed.map(({ shiftY }) => shiftY),
          7,
        ),
      }),
      ...(blocks !== null && { embedding: start('embedding', blocks.distances, 8) }),
    },
    signals: {},
    skipped,
    blocks: blocks?.blocks ?? null,
    leastMatch,
    alarms: {
      value: 0,
      parts: 0,
      drifting: false,
      since: null,
      accepted: 0,
      noticed: 0,
      expectedRate: reference.expectedRate,
    },
    observed: [],
    open: [],
  };
}

/** A match is never above 1: this is how camera limits say that parts have no place. */
const noPlace = 1;

function whySkipped(
  { leastMatch, embeddings }: DriftReference,
  blocks: boolean,
): LineState['skipped'] {
  return {
    ...((leastMatch === null || leastMatch > noPlace) && {
      shift: 'not watched: the normals do not agree with their reference picture on a place',
    }),
    ...(!blocks && {
      embedding: `not watched: embeddings of ${embeddings.length} normals are kept, ${fewestEmbeddings} are needed`,
    }),
  };
}
