import { InvalidArgumentError, Option, type Command } from 'commander';
import { frameId, TouchstoneError, verdict } from '#contracts';
import { withApiOptions } from '../client/options.js';

import { wholeNumber } from '../option-values.js';
import { regionOption } from '../review/region-option.js';
import type { SimilarOptions } from './similar.js';
import type { SimilarFramesOptions } from './similar-frames.js';

/** Registers `touchstone similar`: which pictures of a folder look like one, or which frames of the service. */
export function registerSimilar(program: Command): void {
  const similar = program
    .command('similar <image-or-frame> [folder]')
    .description(
      'Rank the pictures of a folder by how much they look like an image, or the frames that the service keeps by how much they look like one of them', // prettier-ignore
    )
    .option('--count <n>', 'pictures to name; of frames 1,000 at most', wholeNumber(1, 100_000), 20)
    .option('--metric <metric>', 'cosine or l2', metric, 'cosine')
    .option('--json', 'print one JSON object')
    .option('--backbone <name or folder>', 'of a folder: the network', 'touchstone-small')
    .option('--report <dir>', 'of a folder: write them as pictures there');
  withFilters(similar).action(
    async (
      image: string,
      folder: string | undefined,
      options: SimilarOptions & SimilarFramesOptions,
    ) => {
      if (folder === undefined) {
        if (!frameId.safeParse(image).success) throw notAFrame(image);
        const { similarToFrame } = await import('./similar-frames.js');
        return similarToFrame(image, options);
      }
      const { similar: similarPictures } = await import('./similar.js');
      await similarPictures(image, folder, options);
    },
  );
}

function withFilters(command: Command): Command {
  return withApiOptions(
    command
      .addOption(new Option('--verdict <verdict>', 'of frames').choices(verdict.options))
      .option('--station <station>', 'of frames')
      .option('--label <name>', 'of frames: the name that people gave')
      .option('--from <time>', 'of frames: inspected then or later (ISO 8601)')
      .option('--until <time>', 'of frames: inspected before')
      .option('--within <distance>', 'of frames: at least this near', distance)
      .option(
        '--region <x,y,width,height>',
        'of frames: what looks like this part of it',
        regionOption,
      ) // prettier-ignore
      .option('--csv', 'of frames: as a list with serials'),
  );
}

function notAFrame(text: string): TouchstoneError {
  return new TouchstoneError(
    'validation-failed',
    `${text} is no frame's id; to look through pictures name their folder too: touchstone similar ${text} <folder>`,
  );
}

function distance(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0) return value;
  throw new InvalidArgumentError('Expected a number from 0 on, such as 0.05.');
}

function metric(text: string): 'cosine' | 'l2' {
  if (text === 'cosine' || text === 'l2') return text;
  throw new InvalidArgumentError('Expected cosine or l2.');
}
