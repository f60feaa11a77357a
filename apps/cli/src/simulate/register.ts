import { type Command, InvalidArgumentError, Option } from 'commander';
import { withApiOptions } from '../client/options.js';
import { count, share, wholeNumber, positive } from '../client/numbers.js';
import { cameraFaults, slowChanges } from '#simulation';
import type { SimulateOptions } from './simulate-options.js';

/** Registers `touchstone simulate`: the demo line, pushed to a station or written to a folder. */
export function registerSimulate(program: Command): void {
  const command = program
    .command('simulate')
    .description(
      'Render the demo line (turned flanges, now and then with a defect) and push it to a station, or write it to a folder',
    )
    .option('--station <id>', 'push to this station like a camera')
    .option('--out <folder>', 'write a folder in MVTec AD layout instead, with masks')
    .option('--rate <fps>', 'frames a second', positive, 4)
    .option(
      '--count <n>',
      'frames to push (default: until Ctrl-C); with --out, parts in test/ (default: 120)',
      count,
    )
    .option(
      '--defects <share>',
      'share of parts with a defect (default: 0.1; with --out 0.5, all kinds in turn)',
      share,
    )
    .option('--normals <n>', 'with --out: good parts in train/good', count, 120)
    .option('--seed <n>', 'names the line; the same seed gives the same parts', wholeNumber, 1)
    .option('--start <n>', 'index of the first part pushed', wholeNumber, 0)
    .addOption(
      new Option('--camera-fault <kind>', 'let the camera, not the parts, fail').choices(
        cameraFaults,
      ),
    )
    .option(
      '--fault-size <n>',
      'how bad: pixels (blurred, shifted), degrees (turned), else a share (default: plain to see)',
      positive,
    )
    .option('--fault-after <n>', 'good frames before the fault begins', wholeNumber, 0)
    .addOption(
      new Option('--drift <kind>', 'let the light, the lens or the parts change slowly').choices(
        slowChanges,
      ),
    )
    .option('--over <n>', 'parts that the slow change takes to its full size', count, 2000)
    .option(
      '--drift-size <share>',
      'how large it gets: light gone, blur of the side, colour, depth of grooves (default: seen side by side)',
      positive,
    )
    .option('--drift-after <n>', 'parts before the slow change begins', wholeNumber, 0)
    .option('--size <width>x<height>', 'pixels of a frame', frameSize, { width: 640, height: 480 });
  withApiOptions(command).action(async (options: SimulateOptions) => {
    const { simulate } = await import('./simulate.js');
    await simulate(options);
  });
}

function frameSize(text: string): { width: number; height: number } {
  const found = /^(\d+)x(\d+)$/.exec(text);
  const [width, height] = [Number(found?.[1]), Number(found?.[2])];
  if (width >= 64 && height >= 64 && width * height <= 50e6) return { width, height };
  throw new InvalidArgumentError('Expected a size such as 1280x1024, at least 64x64.');
}
