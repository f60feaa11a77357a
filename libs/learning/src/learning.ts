import type { TensorRuntime } from '#tensors';
import type { Normal } from './normals/embed-normals.js';
import type { KeptPatches } from './normals/kept-patches.js';
import type { LearnOptions } from './options.js';

/** One run of `learn` once its normals are embedded. */
export interface LearningRun {
  readonly runtime: TensorRuntime;
  readonly options: LearnOptions;
  readonly normals: readonly Normal[];
  readonly kept: KeptPatches;
  /** The mask, row-major, 1 where a patch counts; null: all do. */
  readonly mask: Uint8Array | null;
}
