import type { ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';

/** The options of `touchstone learn`, checked. */
export interface LearnOptions extends ApiOptions, PersonOptions {
  partFrom?: string;
  reject?: number;
  review?: number;
  backbone?: string;
  activate: boolean;
  incremental?: boolean;
  why: string;
  json?: boolean;
}
