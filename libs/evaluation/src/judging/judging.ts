import type { SampleBits } from '#contracts';
import type { View } from '#inspection';
import type { Backbone } from '#embedding';
import type { TensorRuntime } from '#tensors';
import type { EvaluateOptions } from '../options.js';
import type { EvaluationSet } from '../read-layout.js';

/** Is called with how far a long step is; `of` is 0 while that is not known. */
export type OnStep = (step: string, done: number, of: number) => void;

export interface Judging {
  readonly set: EvaluationSet;
  readonly backbone: Backbone;
  /** The same backbone at the size of the second input; null where there is none. */
  readonly second: Backbone | null;
  readonly runtime: TensorRuntime;
  readonly options: EvaluateOptions;
  /** The view that frames are seen in; with it the bits that the normals fill. */
  readonly view: View;
  readonly sampleBits: SampleBits | null;
  readonly onStep: OnStep;
}
