import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import type { AddOptions } from './add-pictures.js';
import type { ListOptions, RemoveOptions } from './list-pictures.js';
import type { JudgeOptions, ShowOptions } from './judge.js';

/** Registers `touchstone test-set`: pictures of known parts, and what models are on them. */
export function registerTestSet(program: Command): void {
  const testSet = program
    .command('test-set')
    .description('Keep pictures of known good and bad parts; judge models on them');
  registerAdd(testSet);
  registerList(testSet);
  registerRemove(testSet);
  registerJudge(testSet);
}

function registerAdd(testSet: Command): void {
  const command = testSet
    .command('add <station> <folder>')
    .description('add the pictures of a folder: in MVTec layout (test/, ground_truth/), or plain')
    .option('--good', 'the folder or file shows good parts')
    .option('--bad', 'the folder or file shows bad parts')
    .option('--kind <name>', 'the kind of their defect, with --bad')
    .option('--json', 'print what was added and refused as one JSON object');
  withApiOptions(withPerson(command)).action(
    async (station: string, folder: string, options: AddOptions) => {
      const { addPictures } = await import('./add-pictures.js');
      await addPictures(station, folder, options);
    },
  );
}

function registerList(testSet: Command): void {
  const command = testSet
    .command('list <station>', { isDefault: true })
    .description('the pictures, newest first, with the verdicts of the active model')
    .option('--known <good|bad>', 'only these')
    .option('--kind <name>', 'only bad parts of this kind')
    .option('--model <id or version>', 'the model whose verdicts stand beside them')
    .option('--json', 'print them as one JSON object');
  withApiOptions(command).action(async (station: string, options: ListOptions) => {
    const { listPictures } = await import('./list-pictures.js');
    await listPictures(station, options);
  });
}

function registerRemove(testSet: Command): void {
  const command = testSet
    .command('remove <station> <pictures...>')
    .description('take pictures out, with all scores of them');
  withApiOptions(withPerson(command)).action(
    async (station: string, pictures: string[], options: RemoveOptions) => {
      const { removePictures } = await import('./list-pictures.js');
      await removePictures(station, pictures, options);
    },
  );
}

function registerJudge(testSet: Command): void {
  const judge = testSet
    .command('judge <station>')
    .description('judge a model on the test set, and compare it with the active one')
    .option('--model <id or version>', 'the model (default: the active one)')
    .option('--again', 'score every picture again, also those that were judged')
    .option('--json', 'print the figures as one JSON object');
  withApiOptions(withPerson(judge)).action(async (station: string, options: JudgeOptions) => {
    const { judgeModel } = await import('./judge.js');
    await judgeModel(station, options);
  });
  const show = testSet
    .command('show <station>')
    .description('the figures of a model, as it was judged last')
    .option('--model <id or version>', 'the model (default: the active one)')
    .option('--json', 'print the figures as one JSON object');
  withApiOptions(show).action(async (station: string, options: ShowOptions) => {
    const { showReport } = await import('./judge.js');
    await showReport(station, options);
  });
}
