import type { Command } from 'commander';
import { positive } from '../../../apps/cli/src/client/numbers.js';
import type { CameraStudyOptions } from './camera-study.js';

/** Registers `npm run studies -- camera`: what a camera's limits call a fault. */
export function registerCameraStudy(program: Command): void {
  program
    .command('camera <folder>')
    .description(
      'Learn camera limits from train/good of a folder in MVTec AD layout; count the test frames, as they are and spoiled ' +
        '(blurred, dark, shifted, ...), that are called camera faults',
    )
    .option(
      '--size <pixels>',
      "side of the pictures that are looked at, a model's input size",
      positive,
      256,
    )
    .option('--margin <widths>', "the station's camera.margin", positive, 1)
    .option('--json', 'print the study as one JSON object')
    .action(async (folder: string, options: CameraStudyOptions) => {
      const { cameraStudy } = await import('./camera-study.js');
      await cameraStudy(folder, options);
    });
}
