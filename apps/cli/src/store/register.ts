import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import type { StoreOptions } from './store.js';

/** Registers `touchstone store`: whether the blob store is the one that the records belong to. */
export function registerStore(program: Command): void {
  const store = program
    .command('store')
    .description('Say whether the blob store is the one of the records');
  const show = store.command('show', { isDefault: true }).description('show both ids');
  const adopt = store
    .command('adopt')
    .description('make the store of the API the one of the records, after the old one was lost');
  for (const [command, change] of [[show, false] as const, [adopt, true] as const])
    withApiOptions(command.option('--json', 'print one JSON object')).action(
      async (options: StoreOptions) => {
        const { showStore } = await import('./store.js');
        await showStore(change, options);
      },
    );
}
