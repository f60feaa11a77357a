import type { ApiOptions } from '../client/options.js';

/** What `touchstone inspect` is asked for, checked. */
export interface InspectOptions extends ApiOptions {
  partFrom?: string;
  json?: boolean;
}
