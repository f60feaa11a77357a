import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import type { KeyOptions, NewKeyOptions } from './keys.js';

/** Registers `touchstone keys`: the keys of cameras and programs. */
export function registerKeys(program: Command): void {
  const keys = program
    .command('keys')
    .description('Make, list, rotate and revoke the keys of devices');
  const ask = () => import('./keys.js');
  json(keys.command('list', { isDefault: true }).description('all keys, by name')).action(
    async (options: KeyOptions) => (await ask()).listKeys(options),
  );
  json(keys.command('add <name>').description('make a key; it is printed this once'))
    .requiredOption('--scopes <list>', 'ingest, read, operate, separated by commas')
    .option('--stations <ids>', 'the stations that it may name, separated by commas (default: all)')
    .option('--days <n>', 'days after which it opens nothing (default: never)')
    .action(async (name: string, options: NewKeyOptions) => (await ask()).addKey(name, options));
  json(
    keys
      .command('rotate <name>')
      .description('make another key in the place of one, which opens nothing from then on'),
  ).action(
    // prettier-ignore
    async (name: string, options: KeyOptions) => (await ask()).rotateKey(name, options),
  );
  json(keys.command('revoke <name>').description('end a key for good')).action(
    async (name: string, options: KeyOptions) => (await ask()).revokeKey(name, options),
  );
}

function json(command: Command): Command {
  return withApiOptions(command).option('--json', 'print one JSON object');
}
