import { z } from 'zod';
import { frameId, instant, modelId, partId, sha256, stationId } from '../frames/ids.js';
import { regionOfInterest } from '../frames/region.js';
import { safeText } from '../frames/safe-text.js';
import { verdict } from '../frames/verdicts.js';
import { pageQuery } from '../lists.js';
import { person } from '../reviews/reviews.js';

/** What people know of the part that a test picture shows. */
export const knownPart = z.enum(['good', 'bad']);
export type KnownPart = z.infer<typeof knownPart>;

/** The kind of a bad part's defect, such as `scratch`: the name of a folder, or what a review called it. */
export const defectKind = safeText.trim().min(1).max(100);

/** A picture of a station's test set: nothing is ever learned from it. */
export const testPicture = z.object({
  id: z.uuid(),
  stationId,
  known: knownPart,
  /** The kind of its defect; null of a good part, and of a bad one whose kind nobody said. */
  kind: z.string().nullable(),
  /** The rectangle in which the defect lies, in fractions of the oriented picture. */
  region: regionOfInterest.nullable(),
  /** Tells whether it has a mask, white where the defect is. */
  hasMask: z.boolean(),
  fileName: z.string().nullable(),
  partId: z.string().nullable(),
  lot: z.string().nullable(),
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
  mediaType: z.string(),
  sha256,
  /** The production frame that it was copied from; null where it was sent. */
  sourceFrame: frameId.nullable(),
  addedBy: z.string(),
  addedAt: instant,
});
export type TestPicture = z.infer<typeof testPicture>;

/** The verdict that a model gives to a test picture, by its limits alone. */
export const testVerdict = z.object({
  imageScore: z.number(),
  displayScore: z.number(),
  verdict: verdict.exclude(['invalid']),
});
export type TestVerdict = z.infer<typeof testVerdict>;

/** A test picture with what the model that was asked for says of it; null where that has not judged it. */
export const judgedPicture = testPicture.extend({ judged: testVerdict.nullable() });
export type JudgedPicture = z.infer<typeof judgedPicture>;

export const testPictureQuery = pageQuery.extend({
  known: knownPart.optional(),
  kind: defectKind.optional(),
  /** The model whose verdicts stand beside the pictures; without it, the active one. */
  model: modelId.optional(),
});

/** A region as text in an address or a form: `x,y,width,height` in fractions of the picture. */
const regionText = safeText
  .transform((text) => text.split(',').map(Number))
  .transform(([x, y, width, height, ...more]) => (more.length > 0 ? {} : { x, y, width, height }))
  .pipe(regionOfInterest);

const onlyBad = { message: 'only a bad part has a kind and a region', path: ['known'] };
const saysNothingOfGood = (said: { known: KnownPart; kind?: unknown; region?: unknown }) =>
  said.known === 'bad' || (said.kind === undefined && said.region === undefined);

/** What is said of pictures that are added: as the query of the address, or as fields of the form. */
export const testPictureFacts = z
  .object({
    known: knownPart,
    kind: defectKind.optional(),
    region: regionText.optional(),
    /** The name of the file, where the body is the picture itself; files of a form have names of their own. */
    file: safeText.max(500).optional(),
    partId: partId.optional(),
    by: person.default('operator'),
  })
  .refine(saysNothingOfGood, onlyBad);
export type TestPictureFacts = z.infer<typeof testPictureFacts>;

/** The frame that a person answered with ok or defect, and that joins the test set under that answer. */
export const testPictureOfReview = z.strictObject({
  frameId,
  by: person.default('operator'),
});
export type TestPictureOfReview = z.infer<typeof testPictureOfReview>;

/** The number of pictures of a kind. */
export const kindCount = z.object({ kind: z.string().nullable(), pictures: z.int() });

/** The size of a test set. */
export const testSetCounts = z.object({
  good: z.int(),
  bad: z.int(),
  /** The pictures of bad parts that have a mask. */
  masks: z.int(),
  /** The kinds of bad parts, by their names; null stands for those without one, last. */
  kinds: z.array(kindCount),
});
export type TestSetCounts = z.infer<typeof testSetCounts>;
