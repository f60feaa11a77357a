import { z } from 'zod';
import { instant, stationId } from '../frames/ids.js';
import { jobState } from './job-state.js';
import { person } from '../reviews/reviews.js';
import { trainingProgress, trainSettings } from './training.js';

const seed = z.int().min(0).max(2 ** 32 - 1).default(1); // prettier-ignore

/** A map of a station's image embeddings in the plane. */
export const mapSettings = z.strictObject({
  method: z.enum(['umap', 'tsne']).default('umap'),
  seed,
  /** The number of kept frames that are put on the map at most, the newest first; t-SNE takes 10,000 at most. */
  most: z.int().min(10).max(200_000).default(50_000),
  /** UMAP: how many a point is kept beside; also by how many a new one is placed. */
  neighbours: z.int().min(2).max(200).default(15),
  /** t-SNE: how many neighbours a point has, roughly. */
  perplexity: z.number().min(2).max(200).default(30),
  /** A finished map: it stays as it is, and what is not on it yet is placed beside what looks most like it. */
  onto: z.uuid().nullable().default(null),
  /** Further stations: their kept frames are put on it too where backbone and view are the same. */
  stations: z.array(stationId).max(50).default([]),
});
export type MapSettings = z.infer<typeof mapSettings>;

/** A new grouping of the alerts of a period into families. */
export const groupsSettings = z.strictObject({
  method: z.enum(['k-means', 'dbscan']).default('k-means'),
  /** Families wanted; without one the k with the largest mean silhouette. */
  k: z.int().min(1).max(50).nullable().default(null),
  from: instant.nullable().default(null),
  until: instant.nullable().default(null),
  seed,
});
export type GroupsSettings = z.infer<typeof groupsSettings>;

/** Names for defects, learned from people's answers. */
export const namesSettings = z.strictObject({
  method: z.enum(['logistic', 'svm']).default('logistic'),
  seed,
});
export type NamesSettings = z.infer<typeof namesSettings>;

/** The request for an analysis of each kind, with the kind's settings. */
export const analysisRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('map'),
    settings: mapSettings.prefault({}),
    by: person.default('operator'),
  }),
  z.strictObject({
    kind: z.literal('groups'),
    settings: groupsSettings.prefault({}),
    by: person.default('operator'),
  }),
  z.strictObject({
    kind: z.literal('names'),
    settings: namesSettings.prefault({}),
    by: person.default('operator'),
  }),
  z.strictObject({
    kind: z.literal('train'),
    settings: trainSettings,
    by: person.default('operator'),
  }),
]);
export type AnalysisRequest = z.infer<typeof analysisRequest>;

export const analysisKind = z.enum(['map', 'groups', 'names', 'train']);
export type AnalysisKind = z.infer<typeof analysisKind>;

export const analysisProgress = z.object({
  step: z.string(),
  done: z.number(),
  of: z.number(),
  /** The seconds that are left, from what the step has taken so far; null while that says nothing. */
  etaSeconds: z.number().nullable(),
  /** Only of a training that has come to its first batch. */
  training: trainingProgress.optional(),
});
export type AnalysisProgress = z.infer<typeof analysisProgress>;

/** A long job on a station's embeddings; its result is written once. */
export const analysisJob = z.object({
  id: z.uuid(),
  stationId,
  kind: analysisKind,
  /** The settings of its kind. */
  settings: z.record(z.string(), z.unknown()),
  state: jobState,
  progress: analysisProgress.nullable(),
  /** The small figures of its kind; what is large has an address of its own. */
  result: z.record(z.string(), z.unknown()).nullable(),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  by: z.string(),
  requestedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
});
export type Analysis = z.infer<typeof analysisJob>;
