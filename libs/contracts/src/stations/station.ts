import { z } from 'zod';
import { instant, stationId } from '../frames/ids.js';
import { modelSummary, stationTrouble } from '../models/model-summary.js';
import { stationSettings } from './station-settings.js';

export const station = z.object({
  id: stationId,
  settings: stationSettings
    .omit({ webhook: true })
    .extend({ webhook: z.object({ url: z.string() }).nullable() }),
  createdAt: instant,
  updatedAt: instant,
  /** The number of normals that calibrations learn from. */
  normals: z.int(),
  /** Normals that were set aside and wait for a person. */
  quarantined: z.int().default(0),
  backlog: z.int(),
  activeModel: modelSummary.nullable(),
  /** The reason why a worker refuses the active model; null while none does. */
  trouble: stationTrouble.nullish(),
});
export type Station = z.infer<typeof station>;
