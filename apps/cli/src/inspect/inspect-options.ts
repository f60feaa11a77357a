import type { ApiOptions } from '../client/options.js';

/** The options of `touchstone inspect`, checked. */
export interface InspectOptions extends ApiOptions {
  partFrom?: string;
  json?: boolean;
}
