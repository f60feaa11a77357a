import { InvalidArgumentError, type Command } from 'commander';
import { positive } from '../client/numbers.js';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';

import { wholeNumber } from '../option-values.js';
import type { GroupsOptions } from './groups.js';
import type { StationGroupsOptions } from './station-groups.js';

type Options = GroupsOptions & StationGroupsOptions & { station?: string };

/** Registers `touchstone groups`: which defects of a set look alike, or the families of a station's alerts. */
export function registerGroups(program: Command): void {
  const command = program
    .command('groups [folder]')
    .description(
      'Group the defects in test/ of a folder in MVTec AD layout by their look; where the folders name their ' +
        'kinds, say how well groups and kinds agree. With --station the families and incidents of its alerts',
    )
    .option('--station <id>', "a station's alerts, grouped by the service, instead of a folder's")
    .option('--regroup', 'with --station: group its alerts anew first; families keep their names')
    .option('--hours <n>', 'with --station: only alerts of the last hours', positive)
    .option('--backbone <name or folder>', 'the network, for a folder', 'touchstone-small')
    .option('--method <method>', 'k-means or dbscan', groupMethod, 'k-means')
    .option(
      '--k <n>',
      'groups of k-means (default: the k with the largest silhouette)',
      wholeNumber(1, 1000),
    )
    .option('--seed <n>', 'of the starts and the bank', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--json', 'print one JSON object')
    .option('--report <dir>', 'write the groups of a folder as pictures there');
  withApiOptions(withPerson(command)).action(
    async (folder: string | undefined, options: Options) => {
      if ((folder === undefined) === (options.station === undefined))
        command.error('error: name either a folder or --station <id>');
      if (options.station === undefined)
        return (await import('./groups.js')).groups(folder!, options);
      await (await import('./station-groups.js')).stationGroups(options.station, options);
    },
  );
}

function groupMethod(text: string): 'k-means' | 'dbscan' {
  if (text === 'k-means' || text === 'dbscan') return text;
  throw new InvalidArgumentError('Expected k-means or dbscan.');
}
