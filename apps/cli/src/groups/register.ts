import { InvalidArgumentError, type Command } from 'commander';
import { wholeNumber } from '../evaluate/options.js';
import type { GroupsOptions } from './groups.js';

/** `touchstone groups`: which defects of a set look alike. */
export function registerGroups(program: Command): void {
  program
    .command('groups <folder>')
    .description(
      'Group the defects in test/ of a folder in MVTec AD layout by their look; where the folders name their ' +
        'kinds, say how well groups and kinds agree',
    )
    .option('--backbone <name or folder>', 'the network', 'touchstone-small')
    .option('--method <method>', 'k-means or dbscan', groupMethod, 'k-means')
    .option(
      '--k <n>',
      'groups of k-means (default: the k with the largest silhouette)',
      wholeNumber(1, 1000),
    )
    .option('--seed <n>', 'of the starts and the bank', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--json', 'print one JSON object')
    .option('--report <dir>', 'write the groups as pictures there')
    .action(async (folder: string, options: GroupsOptions) => {
      const { groups } = await import('./groups.js');
      await groups(folder, options);
    });
}

function groupMethod(text: string): 'k-means' | 'dbscan' {
  if (text === 'k-means' || text === 'dbscan') return text;
  throw new InvalidArgumentError('Expected k-means or dbscan.');
}
