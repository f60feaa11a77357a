import type { z } from 'zod';
import { groupsSettings, mapSettings, namesSettings } from './analysis-settings.js';
import { calibrationSettings } from './calibrations.js';
import type { JobLane } from './job-lanes.js';
import { rehearsalSettings } from './rehearsals.js';
import { judgeSettings } from '../test-sets/judge-settings.js';
import { detectionSettings } from '../test-sets/smallest-defect.js';
import { recipesSettings } from '../test-sets/recipes.js';
import { trainSettings } from './training.js';

/** One kind of long job, and all that has to be said of it; the calibrator has one runner for it. */
export interface JobKind<S extends object = object> {
  /** The word that is stored with each job of this kind: never renamed. */
  readonly name: string;
  /** The lane in which its jobs wait, and in which the API has them. */
  readonly lane: JobLane;
  /** The schema of what such a job is asked to do. */
  readonly settings: z.ZodType<S>;
}

/** Checks a kind against its settings' type. */
export function jobKindOf<S extends object>(kind: JobKind<S>): JobKind<S> {
  return kind;
}

/** Every kind of long job of the product. A new one is an entry here and a runner; see CONTRIBUTING.md. */
export const jobKinds = {
  /** The model of a station, made of its normals. */
  calibration: jobKindOf({
    name: 'calibration',
    lane: 'calibrate',
    settings: calibrationSettings,
  }),
  /** The verdicts that a model would have given in the inspections that were. */
  rehearsal: jobKindOf({ name: 'rehearsal', lane: 'rehearse', settings: rehearsalSettings }),
  /** A map of a station's image embeddings in the plane. */
  map: jobKindOf({ name: 'map', lane: 'analyse', settings: mapSettings.prefault({}) }),
  /** A new grouping of the alerts of a period into families. */
  groups: jobKindOf({ name: 'groups', lane: 'analyse', settings: groupsSettings.prefault({}) }),
  /** Names for defects, learned from people's answers. */
  names: jobKindOf({ name: 'names', lane: 'analyse', settings: namesSettings.prefault({}) }),
  /** A version of the station's backbone, trained on its own images. */
  train: jobKindOf({ name: 'train', lane: 'analyse', settings: trainSettings }),
  /** A model on the station's test set. */
  judge: jobKindOf({ name: 'judge', lane: 'analyse', settings: judgeSettings.prefault({}) }),
  /** The smallest pasted marks that a model finds on good parts it did not learn from. */
  detection: jobKindOf({
    name: 'detection',
    lane: 'analyse',
    settings: detectionSettings.prefault({}),
  }),
  /** Recipes side by side on the station's test set. */
  'compare-recipes': jobKindOf({
    name: 'compare-recipes',
    lane: 'analyse',
    settings: recipesSettings,
  }),
};

/** Returns the kinds of one lane. */
export function kindsOf(lane: JobLane, kinds: readonly JobKind[]): JobKind[] {
  return kinds.filter((kind) => kind.lane === lane);
}
