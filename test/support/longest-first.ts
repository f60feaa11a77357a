import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, longest first: begun early, none of them runs on alone at the end while the other cores have
 * nothing to do. `npm test` says the slowest of each tier; one that is not here begins in vitest's own order.
 */
const longest = [
  'test/medium/embedding/layers-wasm.spec.ts',
  'test/medium/embedding/onnx-beside-wasm.spec.ts',
  'test/medium/memory-bank/wasm.spec.ts',
  'test/medium/training/train-job.spec.ts',
  'test/medium/training/one-class-job.spec.ts',
  'test/medium/training/distillation-job.spec.ts',
  'test/medium/training/fine-tune.spec.ts',
  'test/medium/calibrator/cancelling.spec.ts',
  'test/medium/calibrator/rehearsal.spec.ts',
  'test/medium/worker/worker-process.spec.ts',
  'test/medium/evaluate/real-sets.spec.ts',
  'test/medium/watcher/held-calibrator.spec.ts',
  'test/medium/analysis/train-command.spec.ts',
  'test/medium/analysis/train-study.spec.ts',
  'test/medium/analysis/compare-command.spec.ts',
  'test/medium/inspection/screen-real.spec.ts',
  'test/medium/training/one-class.spec.ts',
  'test/medium/worker/worker.spec.ts',
  'test/e2e/training-page.spec.ts',
  'test/e2e/launcher.spec.ts',
  'test/e2e/demo.spec.ts',
  'test/e2e/chaos.spec.ts',
  'test/e2e/people-commands.spec.ts',
  'test/e2e/page.spec.ts',
];

/** The order of the files of a run: first those that need a process of their own, then the longest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    return others
      .map((file) => ({ file, place: longest.indexOf(relative(process.cwd(), file.moduleId)) }))
      .sort((a, b) => rank(a.place) - rank(b.place))
      .map(({ file }) => file);
  }
}

function rank(place: number): number {
  return place < 0 ? longest.length : place;
}
