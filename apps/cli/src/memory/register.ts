import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import type { MemoryOptions, UndoOptions } from './memory.js';

/** Registers `touchstone memory`: the defects that a station remembers, and the verdicts that each changed. */
export function registerMemory(program: Command): void {
  const memory = program
    .command('memory')
    .description('Show the defects that a station remembers; take one out');
  const list = memory
    .command('list <station>', { isDefault: true })
    .description('all entries, newest first')
    .option('--json', 'print them as one JSON object');
  withApiOptions(list).action(async (station: string, options: MemoryOptions) => {
    const { listMemory } = await import('./memory.js');
    await listMemory(station, options);
  });
  const undo = memory
    .command('undo <station> <entry>')
    .description('take an entry out: scores are as before it')
    .option('--json', 'print the entry as JSON');
  withApiOptions(withPerson(undo)).action(
    async (station: string, entry: string, options: UndoOptions) => {
      const { undoEntry } = await import('./memory.js');
      await undoEntry(station, entry, options);
    },
  );
}
