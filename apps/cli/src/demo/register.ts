import type { Command } from 'commander';
import { positive, wholeNumber } from '../client/numbers.js';
import type { DemoOptions } from './demo-options.js';

/** Registers `touchstone demo`: the whole product with a simulated line, or one's own images. */
export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description(
      'Start everything, learn from a simulated line (or from --data) and show verdicts until Ctrl-C',
    )
    .option(
      '--data <folder>',
      'own images instead: MVTec AD layout, or a flat folder, of which the first part is taken as good',
    )
    .option('--rate <fps>', 'frames a second', positive, 3)
    .option(
      '--seed <n>',
      'names the simulated line, and how a flat folder is split',
      wholeNumber,
      1,
    )
    .option(
      '--port <n>',
      'port of the web page; 0 is any free one (default: TOUCHSTONE_PORT, or 8080)',
      wholeNumber,
    )
    .option('--check', 'a bounded round; exits 0 only when all that is checked holds')
    .action(async (options: DemoOptions) => {
      const { demo } = await import('./demo.js');
      await demo(options);
    });
}
