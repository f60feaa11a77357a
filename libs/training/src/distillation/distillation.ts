import type { Tf } from '#tensors';
import { batchOfStep } from '../views/batch.js';
import type { Checkpoint, Inputs } from './checkpoint.js';
import type { ImageSource } from '../views/image-source.js';
import { nativeKernels } from './native-kernels.js';
import type { DistillationSettings } from './settings.js';
import { studentGraph } from './student-graph.js';
import { decayMask } from './student-parameters.js';
import {
  disposeState,
  initialValues,
  stateOf,
  valuesOf,
  type StateValues,
} from './student-state.js';
import { teacherStatistics, type Teacher } from './teacher.js';
import { trainingStep, type StepContext } from './training-step.js';

export interface DistillationRun {
  readonly tf: Tf;
  readonly teacher: Teacher;
  readonly source: ImageSource;
  readonly settings: DistillationSettings;
  /** The checkpoint to go on from; its settings must be those of the run. */
  readonly from?: Checkpoint | undefined;
  /** The steps between two checkpoints; the last step always gives one. */
  readonly checkpointEvery: number;
  readonly onStep: (progress: StepProgress) => void;
  readonly onCheckpoint: (checkpoint: Checkpoint) => Promise<void>;
  /** The signal that stops after the step in hand, with a checkpoint. */
  readonly stop?: AbortSignal | undefined;
}

export interface StepProgress {
  /** The number of steps that are done, from 1. */
  readonly step: number;
  readonly steps: number;
  /** Mean squared error of this step's batch, before the step. */
  readonly loss: number;
}

/**
 * Trains the student to give the teacher's standardised patch embeddings, and returns its last
 * checkpoint. Each step depends on the settings, the step's number and the state alone, so a run
 * that resumes ends where the uninterrupted run ends.
 * @throws Error when a checkpoint of other settings, teacher or images is given, or without the native library.
 */
export async function distill(run: DistillationRun): Promise<Checkpoint> {
  refuseOtherRun(run);
  const { tf, settings } = run;
  const context = contextOf(run);
  const state = stateOf(tf, run.from?.values ?? initialValues(settings));
  const checkpointAt = async (step: number): Promise<Checkpoint> =>
    checkpointOf(run, context, step, await valuesOf(state));
  try {
    let step = run.from?.step ?? 0;
    while (step < settings.schedule.steps && !run.stop?.aborted) {
      const batch = batchOfStep(run.source, settings.seed, step, settings.batch, settings.size);
      const loss = trainingStep(context, state, batch, step);
      step++;
      run.onStep({ step, steps: settings.schedule.steps, loss });
      if (step % run.checkpointEvery === 0) await run.onCheckpoint(await checkpointAt(step));
      await letEventsIn();
    }
    const last = await checkpointAt(step);
    await run.onCheckpoint(last);
    return last;
  } finally {
    disposeState(state);
    context.decayMask.dispose();
  }
}

function contextOf({ tf, teacher, source, settings, from }: DistillationRun): StepContext {
  const { seed, statisticsImages, size } = settings;
  const kernels = nativeKernels(tf);
  const graph = studentGraph(settings.widths);
  const statistics =
    from?.statistics ?? teacherStatistics(tf, teacher, source, seed, statisticsImages, size);
  const mask = tf.tensor1d(decayMask(graph));
  return { tf, kernels, graph, settings, teacher, statistics, decayMask: mask };
}

function checkpointOf(
  run: DistillationRun,
  { settings, statistics }: StepContext,
  step: number,
  values: StateValues,
): Checkpoint {
  return { step, settings, inputs: inputsOf(run), statistics, values };
}

function inputsOf({ teacher, source }: DistillationRun): Inputs {
  return { teacher: teacher.identity, images: source.identity };
}

function refuseOtherRun(run: DistillationRun): void {
  if (!run.from) return;
  const { step, settings, inputs } = run.from;
  for (const [part, then, now] of [
    ['settings', settings, run.settings],
    ['inputs', inputs, inputsOf(run)],
  ] as const)
    if (JSON.stringify(then) !== JSON.stringify(now))
      throw new Error(
        `the checkpoint of step ${step} was made with other ${part}: ` +
          `${JSON.stringify(then)} there, ${JSON.stringify(now)} now`,
      );
}

/** Native steps block the thread; signals and timers are served between them. */
function letEventsIn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
