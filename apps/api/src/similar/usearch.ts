import { createRequire } from 'node:module';
import type * as Usearch from 'usearch';

/**
 * The library usearch of unum: exact search with the processor's vector instructions, and an index (HNSW).
 * Its CommonJS form is taken: in 2.26.2 the ES module never ends looking for its native part.
 */
export const usearch = createRequire(import.meta.url)('usearch') as typeof Usearch;
