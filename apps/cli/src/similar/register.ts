import { InvalidArgumentError, type Command } from 'commander';
import { wholeNumber } from '../evaluate/options.js';
import type { SimilarOptions } from './similar.js';

/** `touchstone similar`: which pictures of a folder look like one. */
export function registerSimilar(program: Command): void {
  program
    .command('similar <image> <folder>')
    .description('Rank the pictures of a folder by how much they look like one image')
    .option('--backbone <name or folder>', 'the network', 'touchstone-small')
    .option('--count <n>', 'pictures to name', wholeNumber(1, 100_000), 20)
    .option('--metric <metric>', 'cosine or l2', metric, 'cosine')
    .option('--json', 'print one JSON object')
    .option('--report <dir>', 'write them as pictures there')
    .action(async (image: string, folder: string, options: SimilarOptions) => {
      const { similar } = await import('./similar.js');
      await similar(image, folder, options);
    });
}

function metric(text: string): 'cosine' | 'l2' {
  if (text === 'cosine' || text === 'l2') return text;
  throw new InvalidArgumentError('Expected cosine or l2.');
}
