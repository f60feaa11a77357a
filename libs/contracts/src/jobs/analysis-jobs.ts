import { z } from 'zod';
import { instant, stationId } from '../frames/ids.js';
import { person } from '../reviews/reviews.js';
import { type JobKind, jobKinds, kindsOf } from './job-kinds.js';
import { jobState } from './job-state.js';
import { jobProgress } from './long-job.js';

const analysisKinds = kindsOf('analyse', Object.values(jobKinds));

/** Makes the schema of a request of these kinds; `settings` are checked by the kind's own schema. */
export function analysisRequestOf(kinds: readonly JobKind[]) {
  const [first, ...others] = kinds.map(({ name, settings }) =>
    z.strictObject({ kind: z.literal(name), settings, by: person.default('operator') }),
  );
  return z.discriminatedUnion('kind', [first!, ...others]);
}

/** The request for an analysis of each kind, with the kind's settings. */
export const analysisRequest = analysisRequestOf(analysisKinds);
export type AnalysisRequest = z.infer<typeof analysisRequest>;

/** A long job on a station's embeddings; its result is written once. */
export const analysisJob = z.object({
  id: z.uuid(),
  stationId,
  /** A reader takes any word: a service of another version may have kinds that this one does not know. */
  kind: z.string().meta({ enum: analysisKinds.map(({ name }) => name) }),
  /** The settings of its kind. */
  settings: z.record(z.string(), z.unknown()),
  state: jobState,
  progress: jobProgress.nullable(),
  /** The small figures of its kind; what is large has an address of its own. */
  result: z.record(z.string(), z.unknown()).nullable(),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  by: z.string(),
  requestedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
});
export type Analysis = z.infer<typeof analysisJob>;
