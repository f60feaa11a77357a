import { InvalidArgumentError, type Command } from 'commander';
import type { DuplicatesOptions } from './duplicates.js';

/** `touchstone duplicates`: which pictures of a folder show the same thing, and a folder without them. */
export function registerDuplicates(program: Command): void {
  program
    .command('duplicates <folder>')
    .description('Find pictures that show the same thing: a stuck camera, one part twice, a burst')
    .option('--backbone <name or folder>', 'the network', 'touchstone-small')
    .option(
      '--distance <n>',
      'cosine distance up to which two are the same (default: nearer than chance lets different parts be)',
      distance,
    )
    .option('--json', 'print one JSON object')
    .option('--thin <dir>', 'copy the folder there, one picture of each group of duplicates')
    .option('--report <dir>', 'write the groups as pictures there')
    .action(async (folder: string, options: DuplicatesOptions) => {
      const { duplicates } = await import('./duplicates.js');
      await duplicates(folder, options);
    });
}

function distance(text: string): number {
  const value = Number(text);
  if (value >= 0 && value <= 2 && text.trim() !== '') return value;
  throw new InvalidArgumentError('Expected a cosine distance from 0 to 2, such as 0.002.');
}
