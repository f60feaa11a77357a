import { z } from 'zod';
import { frameId, instant, modelId, stationId } from '../frames/ids.js';
import { jobState } from './job-state.js';
import { proof } from '../people/roles.js';
import { person } from '../reviews/reviews.js';
import { verdict } from '../frames/verdicts.js';
import { safeText } from '../frames/safe-text.js';

/** The state of a model. `candidate`: never active. `active`: the one in use. `retired`: was active before. */
export const modelState = z.enum(['candidate', 'active', 'retired']);
export type ModelState = z.infer<typeof modelState>;

/** The conditions under which a station changes its active model. */
export const activationSettings = z.object({
  /** A second person must approve before a model goes live. */
  secondPerson: z.boolean().default(false),
  /** A finished rehearsal of the model is needed first. */
  rehearsal: z.boolean().default(false),
  /** A model that passes a bad test picture which the active one catches is refused, and one that was not judged on all. */
  testSet: z.boolean().default(false),
});
export type ActivationSettings = z.infer<typeof activationSettings>;

export const activationRequest = z.strictObject({
  by: person.default('operator'),
  why: safeText.max(2000).default(''),
});
export type ActivationRequest = z.infer<typeof activationRequest>;

/** One change of the active model, asked for or done. */
export const activation = z.object({
  id: z.uuid(),
  stationId,
  modelId,
  version: z.int(),
  previous: modelId.nullable(),
  kind: z.enum(['activation', 'rollback']),
  state: z.enum(['waiting', 'done', 'withdrawn']),
  by: z.string(),
  why: z.string(),
  askedAt: instant,
  approvedBy: z.string().nullable(),
  doneAt: instant.nullable(),
});
export type Activation = z.infer<typeof activation>;

/** An entry of the audit trail, who did what to a station: never changed, never deleted with its subject. */
export const auditEntry = z.object({
  id: z.uuid(),
  /** The station; `*` for what concerns the whole service: people and keys. */
  stationId: z.union([stationId, z.literal('*')]),
  at: instant,
  by: z.string(),
  /** How the name was proven; null for what no request changed, and for entries of before this was written down. */
  proof: proof.nullable(),
  /** The name of the action, for machines: `model-activated`, `review-undone`, ... */
  action: z.string(),
  /** The id or the name of the thing that the action was done to. */
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** The place in the station's chain of entries, from 1; null for entries that are older than the chain. */
  place: z.int().nullable(),
  /** The SHA-256 of this entry and of the hash before it; null for entries that are older than the chain. */
  hash: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** An entry of the audit trail that is not as it was written, or a place of which the entry is missing. */
export const auditFault = z.object({
  stationId: z.string(),
  place: z.int(),
  /** The entry that stands there; null where there is none. */
  id: z.uuid().nullable(),
  fault: z.enum(['altered', 'missing']),
});
export type AuditFault = z.infer<typeof auditFault>;

/** The findings of one pass over the whole audit trail. */
export const auditVerification = z.object({
  intact: z.boolean(),
  /** The entries that are chained, and those that are older than the chain and can prove nothing. */
  entries: z.int(),
  unchained: z.int(),
  /** The faults in the order of stations and places, the first hundred of them. */
  faults: z.array(auditFault),
  /** The last place and hash of each station's chain: kept elsewhere, they show later that nothing was cut off. */
  heads: z.array(z.object({ stationId: z.string(), place: z.int(), hash: z.string() })),
});
export type AuditVerification = z.infer<typeof auditVerification>;

export const rehearsalRequest = z.strictObject({
  /** The number of inspections that are replayed at most, the newest first. */
  inspections: z.int().min(1).max(1_000_000).default(10_000),
  /** Embeds frames again from their images where no embedding fits: after a change of backbone, region or masks. */
  fromImages: z.boolean().default(false),
  by: person.default('operator'),
});
export type RehearsalRequest = z.infer<typeof rehearsalRequest>;

/** The settings of a rehearsal as they are kept. */
export const rehearsalSettings = z.object({
  modelId,
  /** The model that was active when it was asked for. */
  against: modelId.nullable(),
  inspections: z.int(),
  fromImages: z.boolean(),
});
export type RehearsalSettings = z.infer<typeof rehearsalSettings>;

/** The number of verdicts that went from one to the other. */
export const verdictFlip = z.object({ from: verdict, to: verdict, count: z.int() });

/** A frame whose verdict the candidate would change, with both scores. */
export const flippedFrame = z.object({
  frameId,
  inspectedAt: instant,
  before: z.object({ verdict, imageScore: z.number(), displayScore: z.number() }),
  after: z.object({ verdict, imageScore: z.number(), displayScore: z.number() }),
});
export type FlippedFrame = z.infer<typeof flippedFrame>;

export const rehearsalResult = z.object({
  /**
   * The numbers of inspections that were replayed, and of those asked for that had no stored embedding or another
   * backbone's.
   */
  replayed: z.int(),
  leftOut: z.int(),
  leftOutBecause: z.array(z.object({ reason: z.string(), count: z.int() })),
  flips: z.array(verdictFlip),
  /** The frames with the largest changes, at most 200. */
  flipped: z.array(flippedFrame),
  /** The number of reviewed frames; then the known defects that would now pass, and the known false alarms that go. */
  reviewed: z.int(),
  defectsThatWouldPass: z.array(flippedFrame),
  falseAlarmsThatGo: z.array(flippedFrame),
  falseAlarmsThatStay: z.int(),
  defectsStillCaught: z.int(),
  /** Share of defect verdicts by day, UTC, before and after. */
  byDay: z.array(
    z.object({
      day: z.iso.date(),
      frames: z.int(),
      alarmsBefore: z.int(),
      alarmsAfter: z.int(),
      reviewsBefore: z.int(),
      reviewsAfter: z.int(),
    }),
  ),
  seconds: z.number(),
});
export type RehearsalResult = z.infer<typeof rehearsalResult>;

export const rehearsal = z.object({
  id: z.uuid(),
  stationId,
  modelId,
  /** The model that was active when the rehearsal was asked for. */
  against: modelId.nullable(),
  state: jobState,
  inspections: z.int(),
  fromImages: z.boolean().default(false),
  progress: z.object({ done: z.int(), of: z.int() }).nullable(),
  result: rehearsalResult.nullable(),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  by: z.string(),
  requestedAt: instant,
  endedAt: instant.nullable(),
});
export type Rehearsal = z.infer<typeof rehearsal>;

/** The patch embeddings kept for rehearsals and search: float16, newest first, by station. */
export const embeddingSettings = z.object({
  /** The number of inspections whose embeddings are kept, the newest first; 0 keeps none. */
  keep: z.int().min(0).max(10_000_000).default(10_000),
});
export type EmbeddingSettings = z.infer<typeof embeddingSettings>;

export const keptEmbeddings = z.object({
  stationId,
  kept: z.int(),
  keep: z.int(),
  bytes: z.int(),
  bytesEach: z.int().nullable(),
  oldest: instant.nullable(),
});
export type KeptEmbeddings = z.infer<typeof keptEmbeddings>;
