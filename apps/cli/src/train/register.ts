import type { Command } from 'commander';
import { trainingObjectives } from '#contracts';
import { oneOf } from '../choices.js';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import { wholeNumber } from '../evaluate/options.js';
import type { StationTrainOptions } from './station-train.js';
import type { TrainOptions } from './train.js';

type Options = Omit<TrainOptions, 'objective'> & StationTrainOptions & { station?: string };

const heads = ['linear', 'mlp'] as const;
/** What only the head for kinds of defects has. */
const ofHeads = ['head', 'epochs', 'views', 'resume'];

/** `touchstone train`: a backbone with a projection of its own for a plant's kinds of defects, or for its good parts. */
export function registerTrain(program: Command): void {
  const command = program
    .command('train [folder]')
    .description(
      'Train a projection on a folder in MVTec AD layout, and write it as a new backbone, if it is better on images that ' +
        'it did not learn from: one that tells kinds of defects apart, or with one-class, from good parts alone, one ' +
        'that weighs the channels of the patches; with --station the service does, on reviews and normals of a station',
    )
    .requiredOption('--objective <name>', trainingObjectives.join(', '), oneOf(trainingObjectives))
    .option('--out <dir>', 'the new backbone of a folder; a folder that holds none yet')
    .option('--station <id>', "a station's reviews, by the service, instead of a folder")
    .option('--name <name>', 'with --station: of the new version, which the service keeps')
    .option('--backbone <name or folder>', 'what to start from, for a folder', 'touchstone-small')
    .option('--head <kind>', heads.join(' or '), oneOf(heads), 'linear')
    .option(
      '--epochs <n>',
      'at most; it ends when the held-out figure does not rise',
      wholeNumber(1, 10_000),
      40,
    )
    .option('--views <n>', 'of each image: as it is and augmented', wholeNumber(2, 100), 6)
    .option(
      '--seed <n>',
      'of the split, the weights, the batches and the views',
      wholeNumber(0, 2 ** 31 - 1),
      1,
    )
    .option('--resume', 'go on from the checkpoints in <dir>.checkpoints')
    .option('--json', 'print one JSON object');
  withApiOptions(withPerson(command)).action(
    async (folder: string | undefined, options: Options) => {
      refuseMixed(command, folder, options);
      if (folder !== undefined) return trainOn(folder, options);
      await (await import('./station-train.js')).stationTrain(options.station!, options);
    },
  );
}

async function trainOn(folder: string, options: Options): Promise<void> {
  const { objective } = options;
  if (objective === 'one-class')
    return (await import('./train-one-class.js')).trainOneClassOn(folder, options);
  await (await import('./train.js')).train(folder, { ...options, objective });
}

/** Before any work: what belongs to the other way of training, or is missing for this one. */
function refuseMixed(
  command: Command,
  folder: string | undefined,
  { station, objective }: Options,
): void {
  if ((folder === undefined) === (station === undefined))
    command.error('error: name either a folder or --station <id>');
  const given = (name: string) => command.getOptionValueSource(name) === 'cli';
  const needed = station === undefined ? 'out' : 'name';
  if (!given(needed)) command.error(`error: ${place(station)} needs --${needed}`);
  for (const other of station === undefined ? ['name'] : ['out', 'backbone', 'resume'])
    if (given(other)) command.error(`error: ${place(station)} takes no --${other}`);
  for (const other of objective === 'one-class' ? ofHeads : [])
    if (given(other))
      command.error(`error: --objective one-class learns from good parts and takes no --${other}`);
}

function place(station: string | undefined): string {
  return station === undefined ? 'a folder' : '--station';
}
