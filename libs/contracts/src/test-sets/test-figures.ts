import { z } from 'zod';
import { instant, modelId, stationId } from '../frames/ids.js';
import { limits } from '../models/certificate.js';
import { activation, modelState } from '../jobs/rehearsals.js';
import { knownPart, testSetCounts, testVerdict } from './test-pictures.js';

/** A number of parts, the share that it is of its sort, and the exact 95 % interval of the true share (Clopper and Pearson). */
export const countedShare = z.object({
  parts: z.int(),
  share: z.number(),
  interval95: z.tuple([z.number(), z.number()]),
});
export type CountedShare = z.infer<typeof countedShare>;

/** The verdicts on parts of one sort. Several pictures of one part count once, by the one with the highest score. */
export const verdictCounts = z.object({
  parts: z.int(),
  defect: countedShare,
  review: countedShare,
  ok: countedShare,
});
export type VerdictCounts = z.infer<typeof verdictCounts>;

/** A picture that a model judges otherwise than people do. */
export const misjudged = testVerdict.extend({ pictureId: z.uuid(), kind: z.string().nullable() });
export type Misjudged = z.infer<typeof misjudged>;

/** The figures of a model on a test set, at the limits that it has now. */
export const testFigures = z.object({
  imageAuroc: z.number().nullable(),
  /** Null where the set has no part of the sort. */
  good: verdictCounts.nullable(),
  bad: verdictCounts.nullable(),
  kinds: z.array(
    z.object({
      kind: z.string().nullable(),
      /** The image AUROC of this kind against all good parts. */
      imageAuroc: z.number().nullable(),
      verdicts: verdictCounts,
    }),
  ),
  /** The numbers of parts by score, in bins of one width from the lowest score to the highest. */
  histogram: z.object({
    from: z.number(),
    to: z.number(),
    good: z.array(z.int()),
    bad: z.array(z.int()),
  }),
  /** The bad parts that pass, the lowest score first; and how many there are, where not all are listed. */
  misses: z.array(misjudged),
  missed: z.int(),
  /** The good parts that are called defect or put to review, the highest score first. */
  falseAlarms: z.array(misjudged),
  alarmed: z.int(),
  /** The pictures that the station would call invalid for their camera fault, whatever their scores. */
  cameraFaults: z.int(),
});
export type TestFigures = z.infer<typeof testFigures>;

/** The pixel figures of a judging, over good pictures and bad ones with a mask. */
export const pixelJudging = z.object({
  pixelAuroc: z.number().nullable(),
  /** The area under the per-region overlap up to 30 % of good pixels over the limit. */
  aupro: z.number().nullable(),
  /** The pictures with a mask that were counted, and those whose mask has no white pixel. */
  masks: z.int(),
  emptyMasks: z.int(),
});
export type PixelJudging = z.infer<typeof pixelJudging>;

/** A picture that could not be read when it was judged. */
export const unreadPicture = z.object({ pictureId: z.uuid(), detail: z.string() });

/** A model on its station's test set: what there is, and what came of it. */
export const testReport = z.object({
  stationId,
  /** The model; null where the station has none yet. */
  model: z.object({ id: modelId, version: z.int(), state: modelState, limits }).nullable(),
  counts: testSetCounts,
  /** The end of the model's last judging; null where it was never judged. */
  judgedAt: instant.nullable(),
  seconds: z.number().nullable(),
  /** The pictures that the model has scored, and those that came later. */
  judged: z.int(),
  notJudged: z.int(),
  unreadable: z.array(unreadPicture),
  pixels: pixelJudging.nullable(),
  /** The figures over the judged pictures; null where there are none. */
  figures: testFigures.nullable(),
  /** Sentences for people: what the test set lacks, so that its figures say less than they seem to. */
  missing: z.array(z.string()),
});
export type TestReport = z.infer<typeof testReport>;

/** A test picture that two models judge differently. */
export const differentlyJudged = z.object({
  pictureId: z.uuid(),
  known: knownPart,
  kind: z.string().nullable(),
  fileName: z.string().nullable(),
  /** The verdict of the model that is compared against, and of the model. */
  before: testVerdict,
  after: testVerdict,
});
export type DifferentlyJudged = z.infer<typeof differentlyJudged>;

/** A model against another one, mostly a candidate against the active model, on the pictures that both have judged. */
export const testComparison = z.object({
  stationId,
  modelId,
  version: z.int(),
  /** The model that it is compared against; null where the station has no active one. */
  against: modelId.nullable(),
  againstVersion: z.int().nullable(),
  /** The pictures that both have judged, good and bad. */
  compared: z.object({ good: z.int(), bad: z.int() }),
  /** The pictures of the test set that one of them has not judged. */
  notJudged: z.int(),
  /** The bad parts that pass and that the other model catches, the lowest score first. */
  newMisses: z.array(differentlyJudged),
  /** The bad parts that are caught and that the other model passes. */
  newlyCaught: z.array(differentlyJudged),
  /** The good parts that are alarmed or put to review and that the other model passes. */
  newAlarms: z.array(differentlyJudged),
  /** The good parts that pass and that the other model alarms. */
  alarmsGone: z.array(differentlyJudged),
  /** A sentence for people, null where no bad part passes that was caught before. */
  warning: z.string().nullable(),
});
export type TestComparison = z.infer<typeof testComparison>;

/** An activation as its asker sees it: with what the test set says of it, null where the station has none. */
export const askedActivation = activation.extend({ testSet: testComparison.nullable() });
export type AskedActivation = z.infer<typeof askedActivation>;
