import type { ApiOptions } from '../client/options.js';
import type { SimulatedFault, SlowChangeKind } from '#simulation';

/** The options of `touchstone simulate`, checked. */
export interface SimulateOptions extends ApiOptions {
  station?: string;
  out?: string;
  rate: number;
  count?: number;
  defects?: number;
  seed: number;
  start: number;
  size: { width: number; height: number };
  normals: number;
  cameraFault?: SimulatedFault;
  faultSize?: number;
  faultAfter: number;
  drift?: SlowChangeKind;
  over: number;
  driftSize?: number;
  driftAfter: number;
}
