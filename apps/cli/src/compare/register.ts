import { InvalidArgumentError, type Command } from 'commander';
import type { HeadKind, CombinationPooling } from '#training';
import { kindObjectives } from '#contracts';

import { wholeNumber } from '../option-values.js';
import { oneOf, someOf } from '../choices.js';
import type { CompareOptions } from './options.js';

const poolings = [
  'gap',
  'gmp',
  'flatten',
  'defect',
] as const satisfies readonly CombinationPooling[];
const heads = ['none', 'linear', 'mlp'] as const satisfies readonly HeadKind[];
const norms = ['on', 'off'] as const;

/** Registers `touchstone compare`: which vector stands best for a picture. */
export function registerCompare(program: Command): void {
  program
    .command('compare <folder>')
    .description(
      'Compare, on the kinds of defects of a folder in MVTec AD layout, the ways to turn the patch embeddings of a ' +
        'picture into one vector: pooling, L2 norm and projection head, in one table',
    )
    .option('--backbone <names or folders>', 'one or several, with commas between', listed, [
      'touchstone-small',
    ])
    .option('--pooling <list>', `of ${poolings.join(', ')}`, someOf(poolings), [...poolings])
    .option('--heads <list>', `of ${heads.join(', ')}`, someOf(heads), [...heads])
    .option('--l2 <list>', `unit length, of ${norms.join(', ')}`, someOf(norms), [...norms])
    .option(
      '--objective <name>',
      `that heads are trained with: ${kindObjectives.join(', ')}`,
      oneOf(kindObjectives),
      'arcface',
    )
    .option('--epochs <n>', "of a head's training, at most", wholeNumber(1, 10_000), 40)
    .option(
      '--views <n>',
      'of each image that a head learns from: as it is and augmented',
      wholeNumber(1, 100),
      6,
    )
    .option(
      '--seeds <n>',
      'seeds 1 to n: of the splits, the weights and the batches',
      wholeNumber(1, 100),
      3,
    )
    .option('--out <file>', 'also draw the table: .svg a picture, .html picture and table', drawing)
    .option('--json', 'print one JSON object')
    .action(async (folder: string, options: CompareOptions) => {
      const { compare } = await import('./compare.js');
      await compare(folder, options);
    });
}

function listed(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.every((name) => name !== '')) return [...new Set(names)];
  throw new InvalidArgumentError('Expected names or folders with single commas between.');
}

function drawing(text: string): string {
  if (/\.(svg|html)$/i.test(text)) return text;
  throw new InvalidArgumentError('Expected a file that ends in .svg or .html.');
}
