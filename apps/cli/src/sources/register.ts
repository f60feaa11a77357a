import { type Command, Option } from 'commander';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import type { AddOptions, ListOptions, OneOptions } from './sources.js';

/** Registers `touchstone sources`: where frames of a station come from besides cameras that speak HTTP. */
export function registerSources(program: Command): void {
  const sources = program
    .command('sources')
    .description('Show, add, pause and remove the folders that frames of a station come from');
  const list = sources
    .command('list <station>', { isDefault: true })
    .description('the sources, with the state of each')
    .option('--json', 'print them as JSON');
  withApiOptions(list).action(async (station: string, options: ListOptions) => {
    const { listSources } = await import('./sources.js');
    await listSources(station, options);
  });
  registerAdd(sources);
  registerPause(sources, 'pause', 'take no files until it is resumed');
  registerPause(sources, 'resume', 'take files again');
  const remove = sources
    .command('remove <station> <source>')
    .description('remove a source; its files stay where they are');
  withApiOptions(withPerson(remove)).action(
    async (station: string, source: string, options: OneOptions) => {
      const { removeSource } = await import('./sources.js');
      await removeSource(station, source, options);
    },
  );
}

function registerAdd(sources: Command): void {
  const order = new Option('--order <order>', 'of the files').choices(['name', 'time']);
  const afterwards = new Option('--afterwards <what>', 'becomes of a file that was accepted');
  const add = sources
    .command('add <station> <source> <folder>')
    .description('add a folder; the path is one of the service, below a folder that it allows')
    .option('--names <patterns...>', 'names of files, such as cam1_*.png (default: all pictures)')
    .option(
      '--facts <expression>',
      'regular expression whose groups part, lot, time are in the names',
    ) // prettier-ignore
    .option('--subfolders', 'take files of folders within it, too')
    .addOption(order)
    .addOption(afterwards.choices(['delete', 'move', 'keep']))
    .option('--settle-ms <ms>', 'for which a file stands still before it is whole', Number)
    .option('--pile-up <files>', 'over which it says that files pile up', Number)
    .option('--json', 'print it as JSON');
  withApiOptions(withPerson(add)).action(
    async (station: string, source: string, folder: string, options: AddOptions) => {
      const { addSource } = await import('./sources.js');
      await addSource(station, source, folder, options);
    },
  );
}

function registerPause(sources: Command, name: 'pause' | 'resume', description: string): void {
  const command = sources.command(`${name} <station> <source>`).description(description);
  withApiOptions(withPerson(command)).action(
    async (station: string, source: string, options: OneOptions) => {
      const { pauseSource } = await import('./sources.js');
      await pauseSource(station, source, name === 'pause', options);
    },
  );
}
