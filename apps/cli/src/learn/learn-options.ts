import type { ApiOptions } from '../client/options.js';

/** What `touchstone learn` is asked for, checked. */
export interface LearnOptions extends ApiOptions {
  partFrom?: string;
  reject?: number;
  review?: number;
  backbone?: string;
  activate: boolean;
  json?: boolean;
}
