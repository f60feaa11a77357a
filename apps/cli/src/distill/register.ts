import type { Command } from 'commander';
import { readSettings } from '../settings.js';
import type { DistillOptions } from './options.js';

/** Registers `touchstone distill`: trains a small backbone to give a larger one's patch embeddings. */
export function registerDistill(program: Command): void {
  program
    .command('distill')
    .description("Train a small backbone of one's own to give the patch embeddings of a larger one")
    .requiredOption(
      '--teacher <name or folder>',
      'backbone to learn from; 128 channels at stride 16',
    )
    .requiredOption('--images <folder>', 'photographs to learn over, at any depth')
    .requiredOption('--out <folder>', 'where model.json, weights.bin and manifest.json go')
    .option(
      '--checkpoints <folder>',
      'where the run is kept to go on from (default: <out>.checkpoints)',
    )
    .option('--checkpoint-every <steps>', 'steps between two checkpoints', '250')
    .option('--steps <steps>', 'steps of the whole run; the learning rate ends there')
    .option('--batch <images>', 'images a step')
    .option('--size <pixels>', 'side of a training crop, a multiple of 16')
    .option('--seed <number>', 'decides the weights, the order and the crops')
    .option('--name <name>', 'name of the backbone', 'touchstone-small')
    .option('--model-version <version>', 'version of the weights', '1.0.0')
    .option('--licence <licence>', 'licence of the weights', 'Apache-2.0')
    .action(async (options: DistillOptions) => {
      const { runDistill } = await import('./run-distill.js');
      await runDistill(options, readSettings());
    });
}
