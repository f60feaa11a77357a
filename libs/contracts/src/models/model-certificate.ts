import { z } from 'zod';
import { modelState } from '../jobs/rehearsals.js';
import { limitsByHand } from './limits-by-hand.js';
import { smallestDefect } from '../test-sets/smallest-defect.js';
import { modelManifest } from './model-manifest.js';
import { inputSize } from '../stations/input.js';

/** A model's certificate with what ties it to the model; the printable page says the same. */
export const modelCertificate = modelManifest
  .pick({
    station: true,
    version: true,
    madeAt: true,
    backbone: true,
    inputSize: true,
    score: true,
    limits: true,
    certificate: true,
    extends: true,
  })
  .extend({
    modelId: modelManifest.shape.id,
    /** The size of the second input; null where frames are seen at one size. */
    secondInput: inputSize.nullable(),
    stationTitle: z.string(),
    state: modelState,
    /** The limits that a person set in place of these, which then promise nothing; null where nobody did. */
    limitsByHand: limitsByHand.nullable(),
    bank: modelManifest.shape.bank.omit({ blob: true }),
    /** Which pasted marks the model finds: synthetic; null where nobody asked yet. */
    smallestDefect: smallestDefect.nullable(),
    links: z.object({ page: z.string() }),
  });
export type ModelCertificate = z.infer<typeof modelCertificate>;
