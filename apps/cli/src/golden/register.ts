import { Option, type Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import type { ChallengeOptions, GoldenOptions, ListOptions, RemoveOptions } from './golden.js';

/**
 * Registers `touchstone golden` and `challenge`: known parts, and the proof that a station judges them as it should.
 */
export function registerGolden(program: Command): void {
  const golden = program
    .command('golden')
    .description('Show, set and remove the known good and known bad parts of a station');
  const list = golden
    .command('list <station>', { isDefault: true })
    .description('golden parts, and whether the station takes production frames')
    .option('--json', 'print them as one JSON object');
  withApiOptions(list).action(async (station: string, options: ListOptions) => {
    const { listGolden } = await import('./golden.js');
    await listGolden(station, options);
  });
  registerChanges(golden);
  registerChallenge(program);
}

function registerChanges(golden: Command): void {
  const verdict = new Option('--verdict <verdict>', 'what must come out');
  const set = golden
    .command('set <station> <part>')
    .description('add a golden part, or replace it')
    .addOption(verdict.choices(['ok', 'defect']).makeOptionMandatory())
    .option('--title <text>', 'for people', '')
    .option('--lowest <score>', 'least image score', Number)
    .option('--highest <score>', 'largest image score', Number)
    .option('--json', 'print it as JSON');
  withApiOptions(withPerson(set)).action(
    async (station: string, part: string, options: GoldenOptions) => {
      const { setGolden } = await import('./golden.js');
      await setGolden(station, part, options);
    },
  );
  const remove = golden
    .command('remove <station> <part>')
    .description('take a golden part away; the log of its showings stays');
  withApiOptions(withPerson(remove)).action(
    async (station: string, part: string, options: RemoveOptions) => {
      const { removeGolden } = await import('./golden.js');
      await removeGolden(station, part, options);
    },
  );
}

function registerChallenge(program: Command): void {
  const challenge = program
    .command('challenge <station> [showings...]')
    .description(
      'Open a challenge and show golden parts: <part>=<image> each, as a camera would send them; without any, print the log', // prettier-ignore
    )
    .option('--reason <text>', 'shift start, change-over, maintenance', 'shift start')
    .option('--json', 'print the gate and the log as one JSON object');
  withApiOptions(withPerson(challenge)).action(
    async (station: string, showings: string[], options: ChallengeOptions) => {
      const { challengeStation } = await import('./challenge.js');
      await challengeStation(station, showings, options);
    },
  );
}
