import { z } from 'zod';
import { instant, stationId } from '../frames/ids.js';

const seed = z.int().min(0).max(2 ** 32 - 1).default(1); // prettier-ignore

/** A map of a station's image embeddings in the plane. */
export const mapSettings = z.strictObject({
  method: z.enum(['umap', 'tsne']).default('umap'),
  seed,
  /** The number of kept frames that are put on the map at most, the newest first; t-SNE takes 10,000 at most. */
  most: z.int().min(10).max(200_000).default(50_000),
  /** The number of neighbours that UMAP keeps a point beside; a new one is placed by as many. */
  neighbours: z.int().min(2).max(200).default(15),
  /** The number of neighbours that t-SNE gives a point, roughly. */
  perplexity: z.number().min(2).max(200).default(30),
  /** A finished map: it stays as it is, and what is not on it yet is placed beside what looks most like it. */
  onto: z.uuid().nullable().default(null),
  /** The further stations, whose kept frames are put on the map too where backbone and view are the same. */
  stations: z.array(stationId).max(50).default([]),
});
export type MapSettings = z.infer<typeof mapSettings>;

/** A new grouping of the alerts of a period into families. */
export const groupsSettings = z.strictObject({
  method: z.enum(['k-means', 'dbscan']).default('k-means'),
  /** The number of families that is wanted; without one the k with the largest mean silhouette. */
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
