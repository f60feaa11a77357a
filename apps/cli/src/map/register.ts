import { InvalidArgumentError, type Command } from 'commander';
import { wholeNumber } from '../evaluate/options.js';
import type { MapOptions } from './map.js';

/** `touchstone map`: the pictures of a folder in the plane, those that look alike beside each other. */
export function registerMap(program: Command): void {
  program
    .command('map <folder>')
    .description(
      'Lay the pictures of a folder out in the plane, those that look alike beside each other, coloured by sub-folder',
    )
    .option('--backbone <name or folder>', 'the network', 'touchstone-small')
    .option('--method <method>', 'umap or tsne', mapMethod, 'umap')
    .option('--neighbours <n>', 'UMAP: how many each is kept beside', wholeNumber(2, 200), 15)
    .option('--perplexity <n>', 't-SNE: neighbours in effect', wholeNumber(2, 200), 30)
    .option('--seed <n>', 'the same seed gives the same map', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--out <file>', 'write the map there: .html with pictures, .svg or .json', mapFile)
    .option('--json', 'print one JSON object')
    .action(async (folder: string, options: MapOptions) => {
      const { map } = await import('./map.js');
      await map(folder, options);
    });
}

function mapMethod(text: string): 'umap' | 'tsne' {
  if (text === 'umap' || text === 'tsne') return text;
  throw new InvalidArgumentError('Expected umap or tsne.');
}

function mapFile(text: string): string {
  if (/\.(html|svg|json)$/.test(text)) return text;
  throw new InvalidArgumentError('Expected a file that ends in .html, .svg or .json.');
}
