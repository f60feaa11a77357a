import { adviceFrom, type Advice, type Costs } from '#calibration';
import type { Limits, ScoreMethod, SeenInputs } from '#contracts';
import { areaUnderRoc } from '#numbers';
import { bestF1, shareOver } from './judging/ranking.js';
import { sharesOf, type Shares } from './judging/shares.js';
import type { PixelFigures } from './pixels/pixel-figures.js';
import type { EvaluationSet } from './read-layout.js';
import type { ScoredImage } from './judging/score-images.js';

/** The document that `--json` prints; shares and areas from 0 to 1, null where there is nothing to take them from. */
export interface EvaluationResult {
  readonly set: string;
  readonly backbone: string;
  /** The size at which frames were seen, and that of the second input. */
  readonly input: SeenInputs;
  readonly images: { readonly train: number; readonly good: number; readonly defect: number };
  /** Pictures that cannot be decoded, by their path in the set: they taught nothing, or were not judged. */
  readonly unreadable: readonly string[];
  readonly imageAuroc: number | null;
  readonly pixelAuroc: number | null;
  readonly aupro: number | null;
  readonly f1Max: number | null;
  /** Share of test/good over the calibrated reject limit. */
  readonly falseAlarmRate: number | null;
  /** The share of the defects that are not over it. */
  readonly missRate: number | null;
  /** The verdicts on good and bad parts, as shares, at both limits that a station gets at these settings. */
  readonly shares: Shares;
  readonly bankRows: number;
  readonly buildSeconds: number;
  readonly msPerFrame: number;
  /** The method of the image score that the figures above are of. */
  readonly score: ScoreMethod;
  /** The named scores beside each other, from the same bank; empty when there were too few normals for limits, or two inputs. */
  readonly scores: readonly ScoreResult[];
  readonly types: Readonly<Record<string, TypeResult>>;
  /** The advice of the labelled defects on limits; never applied. Null without good images or defects. */
  readonly advice: Advice | null;
}

/** One score with the limits that its own held-out scores give at usual targets. */
export interface ScoreResult {
  readonly method: ScoreMethod;
  readonly imageAuroc: number | null;
  readonly at: readonly {
    readonly target: number;
    readonly falseAlarmRate: number | null;
    readonly missRate: number | null;
  }[];
}

export interface TypeResult {
  readonly images: number;
  /** The image AUROC against all of test/good. */
  readonly imageAuroc: number | null;
  readonly missRate: number | null;
}

export interface EvaluatedSet {
  readonly set: EvaluationSet;
  /** Normals that cannot be decoded, by their path in the set; and pictures of test/. */
  readonly unreadable: readonly string[];
  readonly unreadableTest: readonly string[];
  readonly backbone: string;
  readonly input: SeenInputs;
  readonly scored: readonly ScoredImage[];
  readonly pixels: PixelFigures;
  readonly method: ScoreMethod;
  readonly scores: readonly ScoreResult[];
  /** The limits; undefined when there were too few normals to set them. */
  readonly limits: Limits | undefined;
  /** The target of the reject limit. */
  readonly target: number;
  readonly bankRows: number;
  readonly buildSeconds: number;
  readonly msPerFrame: number;
  /** The costs for the advice; without them it names no cheapest limit. */
  readonly costs?: Costs | undefined;
}

/** Returns the figures of an evaluation. */
export function resultOf(judged: EvaluatedSet): EvaluationResult {
  const { set, unreadable, scored, pixels, limits } = judged;
  const good = imageScores(scored, (type) => type === 'good');
  const defect = imageScores(scored, (type) => type !== 'good');
  return {
    set: set.name,
    backbone: judged.backbone,
    input: judged.input,
    images: {
      train: set.train.length - unreadable.length,
      good: good.length,
      defect: defect.length,
    },
    unreadable: unreadable.concat(judged.unreadableTest),
    imageAuroc: areaUnderRoc(good, defect),
    pixelAuroc: pixels.pixelAuroc,
    aupro: pixels.aupro,
    f1Max: bestF1(good, defect),
    falseAlarmRate: limits ? shareOver(good, limits.reject) : null,
    missRate: missRate(defect, limits),
    shares: sharesOf(good, defect, limits),
    bankRows: judged.bankRows,
    buildSeconds: judged.buildSeconds,
    msPerFrame: judged.msPerFrame,
    score: judged.method,
    scores: judged.scores,
    types: typeResults(scored, good, limits),
    advice: adviceFrom(good, defect, judged.costs),
  };
}

function typeResults(
  scored: readonly ScoredImage[],
  good: readonly number[],
  limits: Limits | undefined,
): Record<string, TypeResult> {
  const types = [...new Set(scored.map(({ type }) => type))].filter((type) => type !== 'good');
  return Object.fromEntries(
    types.map((type) => {
      const scores = imageScores(scored, (other) => other === type);
      const result = {
        images: scores.length,
        imageAuroc: areaUnderRoc(good, scores),
        missRate: missRate(scores, limits),
      };
      return [type, result];
    }),
  );
}

function missRate(defect: readonly number[], limits: Limits | undefined): number | null {
  if (!limits) return null;
  const found = shareOver(defect, limits.reject);
  return found === null ? null : 1 - found;
}

function imageScores(scored: readonly ScoredImage[], wanted: (type: string) => boolean): number[] {
  return scored.filter(({ type }) => wanted(type)).map(({ score }) => score.imageScore);
}
