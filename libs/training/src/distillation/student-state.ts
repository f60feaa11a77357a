import type { Tf } from '#tensors';
import type { AdamWState } from '../fitting/adamw.js';
import type { DistillationSettings } from './settings.js';
import { studentGraph } from './student-graph.js';
import { initialParameters, momentsLength } from './student-parameters.js';
import type { Variable } from '../fitting/tensor-types.js';

/** The parts of the numbers that change while training; their order is that of the file format. */
export const stateParts = [
  'weights',
  'firstMoment',
  'secondMoment',
  'averageWeights',
  'means',
  'variances',
] as const;
export type StatePart = (typeof stateParts)[number];

/** The optimiser's part, the moving average of the weights, and batch norm's running moments. */
export type StudentState = AdamWState & Readonly<Record<StatePart, Variable>>;
export type StateValues = Readonly<Record<StatePart, Float32Array>>;

/** Returns the state before the first step: He weights by seed, means 0, variances 1. */
export function initialValues(settings: DistillationSettings): StateValues {
  const graph = studentGraph(settings.widths);
  const weights = initialParameters(graph, settings.seed);
  const moments = momentsLength(graph);
  return {
    weights,
    firstMoment: new Float32Array(weights.length),
    secondMoment: new Float32Array(weights.length),
    averageWeights: weights.slice(),
    means: new Float32Array(moments),
    variances: new Float32Array(moments).fill(1),
  };
}

/** Variables with these values; the caller owns them, see `disposeState`. */
export function stateOf(tf: Tf, values: StateValues): StudentState {
  const make = (part: StatePart): Variable => {
    const initial = tf.tensor1d(values[part]);
    const variable = tf.variable(initial, part === 'weights');
    initial.dispose();
    return variable;
  };
  return Object.fromEntries(
    stateParts.map((part) => [part, make(part)]),
  ) as unknown as StudentState;
}

export async function valuesOf(state: StudentState): Promise<StateValues> {
  const read = async (part: StatePart): Promise<[StatePart, Float32Array]> => [
    part,
    Float32Array.from(await state[part].data()),
  ];
  return Object.fromEntries(await Promise.all(stateParts.map(read))) as StateValues;
}

export function disposeState(state: StudentState): void {
  for (const part of stateParts) state[part].dispose();
}
