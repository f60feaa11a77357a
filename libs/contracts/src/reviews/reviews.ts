import { z } from 'zod';
import { frameId, instant, stationId } from '../frames/ids.js';
import { regionOfInterest } from '../frames/region.js';
import { verdict } from '../frames/verdicts.js';
import { safeText } from '../frames/safe-text.js';

/** A person's name, as far as the API knows one: of the key, or as the request says. */
export const person = safeText.trim().min(1).max(200);

export const reviewAnswer = z.enum(['ok', 'defect', 'unsure']);
export type ReviewAnswer = z.infer<typeof reviewAnswer>;

export const reviewRequest = z
  .strictObject({
    answer: reviewAnswer,
    /** The name that people call the defect by; only with `defect`. */
    name: safeText.trim().min(1).max(100).optional(),
    /** The rectangle in which the defect lies; without one the worst patches are taken. */
    region: regionOfInterest.optional(),
    note: safeText.max(2000).default(''),
    by: person.default('operator'),
  })
  .refine((r) => r.answer === 'defect' || r.name === undefined, {
    path: ['name'],
    message: 'only a defect has a name',
  });
export type ReviewRequest = z.infer<typeof reviewRequest>;

/** The outcome of an answer: the normal it offered, or the defect it taught; `pending` while it is under way. */
export const reviewEffect = z.enum([
  'none',
  'pending',
  'offered-as-normal',
  'quarantined',
  'remembered-as-defect',
  'failed',
]);

/** The reason why a frame was put up for review. */
export const reviewReason = z.enum(['between-limits', 'near-limit', 'look-alike', 'unlike-any']);
export type ReviewReason = z.infer<typeof reviewReason>;

export const review = z.object({
  id: z.uuid(),
  frameId,
  stationId,
  answer: reviewAnswer,
  name: z.string().nullable(),
  region: regionOfInterest.nullable(),
  note: z.string(),
  by: z.string(),
  at: instant,
  /** The verdict that the answer was given to. */
  verdict,
  effect: reviewEffect,
  detail: z.string().nullable(),
  undoneAt: instant.nullable(),
  undoneBy: z.string().nullable(),
});
export type Review = z.infer<typeof review>;

/** A frame whose answer could change something. In a blind list what would tell its verdict is null. */
export const reviewCase = z.object({
  frameId,
  stationId,
  reason: reviewReason.nullable(),
  /** The worth of an answer to this frame, higher first; comparable within a station. */
  worth: z.number().nullable(),
  verdict: verdict.nullable(),
  imageScore: z.number().nullable(),
  displayScore: z.number().nullable(),
  inspectedAt: instant,
});
export type ReviewCase = z.infer<typeof reviewCase>;

export const reviewQueue = z.object({
  stationId,
  /**
   * Whether passed parts that were drawn at random are among the cases: then all of them are in random order, and none
   * tells its verdict before it is answered.
   */
  blind: z.boolean(),
  /** The cases; at most `mostPerShift` of them are put up in a shift, and answered ones count. */
  items: z.array(reviewCase),
  answeredThisShift: z.int(),
  /** The most that is put up in this shift, drawn parts that wait or were answered in it among them. */
  mostPerShift: z.int(),
  shiftEndsAt: instant,
});
export type ReviewList = z.infer<typeof reviewQueue>;

/** One remembered defect: its patches raise the score of look-alikes until it is undone. */
export const defectMemoryEntry = z.object({
  id: z.uuid(),
  stationId,
  frameId,
  reviewId: z.uuid(),
  name: z.string().nullable(),
  patches: z.int(),
  /** Distance in standardised embeddings within which look-alikes are raised, largest of its patches. */
  reach: z.number(),
  by: z.string(),
  at: instant,
  /** Verdicts that are what they are because of this entry. */
  verdictsChanged: z.int(),
  undoneAt: instant.nullable(),
  undoneBy: z.string().nullable(),
  /** The reason why the entry raises nothing just now although nobody undid it; null while it works. */
  inactive: z.string().nullable(),
});
export type DefectMemoryEntry = z.infer<typeof defectMemoryEntry>;

/** An entry with what it remembers, as a replay needs it. */
export const rememberedPatches = defectMemoryEntry.extend({
  dimensions: z.int().positive(),
  /** Raw patch embeddings [patches, dimensions], float32 little-endian in base64. */
  embeddings: z.base64(),
  /** The place of each patch in the grid: row * columns + column. */
  places: z.array(z.int().min(0)),
  /** The first memory version that the entry counts for; it counts below `untilVersion`. */
  fromVersion: z.int(),
  untilVersion: z.int().nullable(),
});
export type RememberedPatches = z.infer<typeof rememberedPatches>;

/** The entry of the defect memory that raised an inspection's score, and by how much. */
export const lookAlike = z.object({
  entryId: z.uuid(),
  name: z.string().nullable(),
  /** The likeness, 0 to 1: 1 is the same embedding as the remembered one, 0 out of its reach. */
  likeness: z.number(),
  /** The score before it was raised. */
  scoreBefore: z.number(),
  patch: z.object({ row: z.int(), column: z.int() }),
});
export type LookAlike = z.infer<typeof lookAlike>;

export const reviewSettings = z.object({
  /** The number of frames that are put up for review in a shift at most. */
  mostPerShift: z.int().min(0).max(10_000).default(20),
  shiftHours: z.number().min(0.1).max(168).default(8),
});
export type ReviewSettings = z.infer<typeof reviewSettings>;

/** The figures of people's answers: the same numbers before and after. */
export const reviewFigures = z.object({
  stationId,
  reviews: z.int(),
  falseAlarms: z.int(),
  confirmedDefects: z.int(),
  missedDefects: z.int(),
  unsure: z.int(),
  offeredAsNormal: z.int(),
  quarantined: z.int(),
  rememberedDefects: z.int(),
  verdictsChanged: z.int(),
});
export type ReviewFigures = z.infer<typeof reviewFigures>;
