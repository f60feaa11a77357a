import { InvalidArgumentError, type Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';

import { wholeNumber } from '../option-values.js';
import type { MapOptions } from './map.js';
import type { StationMapOptions } from './station-map.js';

type Options = MapOptions & StationMapOptions & { station?: string };

/** Registers `touchstone map`: pictures in the plane, those that look alike beside each other. */
export function registerMap(program: Command): void {
  const command = program
    .command('map [folder]')
    .description(
      "Lay pictures out in the plane, those that look alike beside each other: a folder's, coloured by sub-folder, " +
        'or with --station what a station has learned from and inspected, coloured by verdict',
    )
    .option('--station <id>', "a station's map, computed by the service, instead of a folder's")
    .option('--onto <id>', 'with --station: place what is new onto this finished map')
    .option('--backbone <name or folder>', 'the network, for a folder', 'touchstone-small')
    .option('--method <method>', 'umap or tsne', mapMethod, 'umap')
    .option('--neighbours <n>', 'UMAP: how many each is kept beside', wholeNumber(2, 200), 15)
    .option('--perplexity <n>', 't-SNE: neighbours in effect', wholeNumber(2, 200), 30)
    .option('--seed <n>', 'the same seed gives the same map', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--out <file>', 'write the map there: .html (of a folder), .svg or .json', mapFile)
    .option('--json', 'print one JSON object');
  withApiOptions(withPerson(command)).action(
    async (folder: string | undefined, options: Options) => {
      if ((folder === undefined) === (options.station === undefined))
        command.error('error: name either a folder or --station <id>');
      if (options.station === undefined) return (await import('./map.js')).map(folder!, options);
      await (await import('./station-map.js')).stationMap(options.station, options);
    },
  );
}

function mapMethod(text: string): 'umap' | 'tsne' {
  if (text === 'umap' || text === 'tsne') return text;
  throw new InvalidArgumentError('Expected umap or tsne.');
}

function mapFile(text: string): string {
  if (/\.(html|svg|json)$/.test(text)) return text;
  throw new InvalidArgumentError('Expected a file that ends in .html, .svg or .json.');
}
