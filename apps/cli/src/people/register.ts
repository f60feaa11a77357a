import { type Command, Option } from 'commander';
import { roles } from '#contracts';
import { withApiOptions } from '../client/options.js';
import type {
  AddOptions,
  ChangeOptions,
  ListOptions,
  PinOptions,
  SecretOptions,
} from './people.js';

/** Registers `touchstone people` and `touchstone sign-in`: accounts, and one's own sign-in. */
export function registerPeople(program: Command): void {
  const people = program
    .command('people')
    .description('Make, list and change the accounts of people');
  const ask = () => import('./people.js');
  json(people.command('list', { isDefault: true }).description('all accounts')).action(
    async (options: ListOptions) => (await ask()).listPeople(options),
  );
  add(people);
  change(people);
  for (const [verb, disabled] of [['disable', true] as const, ['enable', false] as const])
    json(
      people
        .command(`${verb} <name>`)
        .description(
          disabled
            ? 'end all sign-ins of an account, and let it make none'
            : 'let an account sign in again',
        ),
    ).action(
      // prettier-ignore
      async (name: string, options: ListOptions) =>
        (await ask()).changePerson(name, { ...options, disabled }),
    );
  json(people.command('password <name>').description('give an account a new password: from standard input, else one that is made here')) // prettier-ignore
    .option('--password-stdin', 'read the password from standard input')
    .action(async (name: string, options: SecretOptions) => (await ask()).newPassword(name, options)); // prettier-ignore
  json(people.command('pin <name>').description('give an account a PIN for shared terminals, from standard input')) // prettier-ignore
    .option('--clear', 'take its PIN away')
    .action(async (name: string, options: PinOptions) => (await ask()).setPin(name, options));
  json(people.command('sessions <name>').description('where an account is signed in'))
    .option('--end', 'sign it out everywhere')
    .action(async (name: string, options: ListOptions & { end?: boolean }) =>
      (await ask()).showSessions(name, options),
    );
  withApiOptions(
    program
      .command('sign-in <name>')
      .description('Sign in by a password from standard input; prints a token for --key'),
  ).action(
    // prettier-ignore
    async (name: string, options: ListOptions) => (await ask()).signIn(name, options),
  );
}

function add(people: Command): void {
  json(people.command('add <name>').description('make an account; its password is made here and printed, unless one is given')) // prettier-ignore
    .addOption(
      new Option('--role <role>', 'what the account may do').choices(roles).default('viewer'),
    ) // prettier-ignore
    .option(
      '--administrator',
      'the role administrator; in the records themselves where no API answers',
    ) // prettier-ignore
    .option('--database', 'in the records themselves, on the machine that has them')
    .option('--stations <ids>', 'the stations that it may see, separated by commas (default: all)')
    .option('--password-stdin', 'read the password from standard input')
    .action(async (name: string, options: AddOptions) =>
      (await import('./people.js')).addPerson(name, options),
    );
}

function change(people: Command): void {
  json(people.command('change <name>').description('change role or stations'))
    .addOption(new Option('--role <role>', 'what the account may do').choices(roles))
    .option('--stations <ids>', 'the stations that it may see, separated by commas, or "all"')
    .action(async (name: string, options: ChangeOptions) =>
      (await import('./people.js')).changePerson(name, options),
    );
}

function json(command: Command): Command {
  return withApiOptions(command).option('--json', 'print one JSON object');
}
