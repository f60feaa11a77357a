import { z } from 'zod';

const share = z.number().min(0).max(1).nullable();

const verdictShares = z
  .strictObject({ defect: z.number(), review: z.number(), ok: z.number() })
  .refine(({ defect, review, ok }) => Math.abs(defect + review + ok - 1) < 1e-9)
  .nullable();

/** The document that `touchstone evaluate --json` prints: these keys and no others. */
export const evaluationResult = z.strictObject({
  set: z.string(),
  backbone: z.string(),
  input: z.strictObject({
    width: z.int(),
    height: z.int(),
    second: z.strictObject({ width: z.int(), height: z.int() }).nullable(),
  }),
  images: z.strictObject({ train: z.int(), good: z.int(), defect: z.int() }),
  unreadable: z.array(z.string()),
  imageAuroc: share,
  pixelAuroc: share,
  aupro: share,
  f1Max: share,
  falseAlarmRate: share,
  missRate: share,
  shares: z.strictObject({
    good: verdictShares,
    bad: verdictShares,
    images: z.strictObject({ good: z.int(), bad: z.int() }),
  }),
  bankRows: z.int().positive(),
  buildSeconds: z.number().positive(),
  msPerFrame: z.number().positive(),
  score: z.string(),
  scores: z.array(
    z.strictObject({
      method: z.string(),
      imageAuroc: share,
      at: z.array(z.strictObject({ target: z.number(), falseAlarmRate: share, missRate: share })),
    }),
  ),
  types: z.record(
    z.string(),
    z.strictObject({ images: z.int(), imageAuroc: share, missRate: share }),
  ),
  advice: z
    .strictObject({
      good: z.int(),
      defects: z.int(),
      goodKept: z.record(z.string(), z.unknown()),
      defectsFound: z.record(z.string(), z.unknown()),
      leastCost: z.unknown(),
    })
    .nullable(),
});
