import { z } from 'zod';
import { frameId, instant, stationId } from '../frames/ids.js';
import { pageQuery } from '../lists.js';
import { normalState, setAside } from './quarantine.js';

export const normal = z.object({
  id: frameId,
  stationId,
  partId: z.string().nullable(),
  lot: z.string().nullable(),
  capturedAt: instant.nullable(),
  addedAt: instant,
  state: normalState.default('in'),
  /** The reasons why the normal was set aside; empty where it was not. */
  findings: z.array(setAside).default([]),
});
export type Normal = z.infer<typeof normal>;

/** The number of normals that a calibration needs at least: fewer teach nothing, and it is refused. */
export const fewestNormals = 10;

export const normalQuery = pageQuery.extend({ state: normalState.optional() });
