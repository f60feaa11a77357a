import { z } from 'zod';
import { frameId, instant, stationId } from '../frames/ids.js';
import { person } from './reviews.js';
import { safeText } from '../frames/safe-text.js';

/** The name that the learned names suggest for a defect; `name` is null where they abstain. */
export const nameSuggestion = z.object({
  name: z.string().nullable(),
  /** The likeliest name, also where nothing is suggested. */
  likeliest: z.string(),
  /** The calibrated probability of the likeliest name, 0 to 1. */
  probability: z.number(),
  /** The reason why no name is suggested: none is likely enough, or the defect is like none of the named ones. */
  abstains: z.enum(['unsure', 'unlike-any']).nullable(),
});
export type NameSuggestion = z.infer<typeof nameSuggestion>;

/** The source of a family's name: a person; the names that people gave its defects; nobody yet. */
export const familyNameFrom = z.enum(['person', 'labels', 'number']);

const familyName = z.object({
  id: z.uuid(),
  /** The name, `look 3` until somebody names it. */
  name: z.string(),
  nameFrom: familyNameFrom,
});
export type FamilyName = z.infer<typeof familyName>;

/** The family and the suggested name of an alert's defect, as far as they are known. */
export const defectLook = z.object({
  /** The defect's family; null where it is in none, or was not looked at yet. */
  family: familyName.nullable(),
  suggestion: nameSuggestion.nullable(),
});
export type RecognisedDefect = z.infer<typeof defectLook>;

/** Alerts of a station whose defects look alike. */
export const family = familyName.extend({
  stationId,
  number: z.int().positive(),
  alerts: z.int(),
  /** Alerts without a part id count as a part each. */
  parts: z.int(),
  firstSeen: instant.nullable(),
  lastSeen: instant.nullable(),
  stations: z.array(stationId),
  /** The frames nearest to the family's centre, the nearest first. */
  typical: z.array(frameId),
});
export type Family = z.infer<typeof family>;

export const families = z.object({
  stationId,
  /** Alerts that were looked at and are in no family. */
  loose: z.int(),
  /** The families, most recently seen first. */
  items: z.array(family),
});
export type Families = z.infer<typeof families>;

export const familyMember = z.object({
  frameId,
  partId: z.string().nullable(),
  seenAt: instant,
  /** Euclidean distance of the unit vectors from the family's centre. */
  distance: z.number().nullable(),
});
export type FamilyMember = z.infer<typeof familyMember>;

export const familyDetail = family.extend({
  /** The members of the family, newest first, at most 500. */
  members: z.array(familyMember),
  /** Alerts by hour, oldest first; hours without any are left out. */
  byHour: z.array(z.object({ starts: instant, alerts: z.int() })),
});
export type FamilyDetail = z.infer<typeof familyDetail>;

export const familyRename = z.strictObject({
  /** The family's new name; null takes the name away again. */
  name: safeText.trim().min(1).max(100).nullable(),
  by: person.default('operator'),
});

/** Alerts of one family that came without a long gap. */
export const incident = z.object({
  /** The frame of its first alert. */
  id: frameId,
  stationId,
  family: familyName,
  alerts: z.int(),
  parts: z.int(),
  began: instant,
  last: instant,
  /** Tells whether another alert of the family would still belong to it. */
  open: z.boolean(),
  /** The most typical looks among its alerts. */
  typical: z.array(frameId),
  /** Its alerts, newest first, at most 500. */
  frameIds: z.array(frameId),
});
export type Incident = z.infer<typeof incident>;

export const incidents = z.object({ stationId, gapMinutes: z.number(), items: z.array(incident) });
export type Incidents = z.infer<typeof incidents>;

/** The incidents of all stations, or of one. */
export const allIncidents = z.object({ gapMinutes: z.number(), items: z.array(incident) });
export type AllIncidents = z.infer<typeof allIncidents>;

/** Alerts of a family that are farther apart belong to different incidents. */
export const incidentGapMinutes = 30;

export const incidentQuery = z.object({
  hours: z.coerce.number().min(0.1).max(744).default(24),
  gapMinutes: z.coerce.number().min(1).max(1440).default(incidentGapMinutes),
});

export const allIncidentsQuery = incidentQuery.extend({ station: stationId.optional() });

/** The figures of how well names are told apart, on examples that the classifier had not seen. */
export const namingFigures = z.object({
  names: z.array(z.string()),
  examples: z.int(),
  accuracy: z.number(),
  balancedAccuracy: z.number(),
  /** The counts `[true name][suggested name]`. */
  confusion: z.array(z.array(z.int())),
  perName: z.array(
    z.object({
      name: z.string(),
      examples: z.int(),
      precision: z.number().nullable(),
      recall: z.number(),
    }),
  ),
  calibrationError: z.number(),
});

/** The names that a station's reviews have taught. */
export const defectNaming = z.object({
  stationId,
  method: z.enum(['logistic', 'svm']).nullable(),
  trainedAt: instant.nullable(),
  /** The figures, cross-validated; null while there is nothing to tell apart. */
  report: namingFigures.nullable(),
  /** Names with too few examples to be learned. */
  leftOut: z.array(z.object({ name: z.string(), examples: z.int() })),
  /** The reason why no name is suggested; null while names are. */
  reason: z.string().nullable(),
});
export type DefectNaming = z.infer<typeof defectNaming>;

/** Frames that show the same thing within the time window. */
export const duplicateGroup = z.object({
  /** The kind of the group: one picture for long, one part again, or one part in a burst of frames. */
  kind: z.enum(['stuck-camera', 'same-part-twice', 'burst']),
  /** The first of them. */
  first: frameId,
  frameIds: z.array(frameId),
  partIds: z.array(z.string()),
  from: instant,
  until: instant,
  /** The largest cosine distance from the first frame. */
  distance: z.number(),
});
export type DuplicateFrames = z.infer<typeof duplicateGroup>;

export const duplicatesReport = z.object({
  stationId,
  hours: z.number(),
  /** Inspected in these hours with a kept embedding. */
  frames: z.int(),
  /** Frames beyond the first of each group. */
  duplicates: z.int(),
  groups: z.array(duplicateGroup),
});
export type DuplicatesReport = z.infer<typeof duplicatesReport>;
