import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { type Account, type Role, TouchstoneError } from '#contracts';
import { say } from '../analysis/tools.js';
import { type ApiOptions, openApi } from '../client/options.js';
import { makeInRecords } from './first-administrator.js';
import { stationsOf } from './station-list.js';

export interface ListOptions extends ApiOptions {
  json?: boolean;
}

export interface SecretOptions extends ListOptions {
  passwordStdin?: boolean;
}

export interface AddOptions extends SecretOptions {
  role: Role;
  administrator?: boolean;
  database?: boolean;
  stations?: string;
}

export interface ChangeOptions extends ListOptions {
  role?: Role;
  stations?: string;
  disabled?: boolean;
}

/** Prints all accounts. @throws TouchstoneError the API's. */
export async function listPeople(options: ListOptions): Promise<void> {
  const page = await openApi(options).get('/v1/people', {});
  const lines = page.items.map(accountLine);
  say(page, lines.length === 0 ? ['There are no accounts.'] : lines, options.json);
}

/**
 * Makes an account, and prints the password where it was made here. An administrator's is made in the records where no
 * API answers. @throws TouchstoneError the API's, those of `makeInRecords`.
 */
export async function addPerson(name: string, options: AddOptions): Promise<void> {
  const given = await passwordOf(options);
  const password = given ?? madePassword();
  const role = options.administrator === true ? 'administrator' : options.role;
  const made = () => tellPassword(given, password, options);
  if (options.database === true) return makeInRecords(name, password).then(made);
  const body = { name, password, role, stations: stationsOf(options.stations) ?? null };
  try {
    const account = await openApi(options, { patienceMs: 0 }).post('/v1/people', { body });
    say(given === undefined ? { ...account, password } : account, [accountLine(account)], options.json); // prettier-ignore
  } catch (error) {
    const isAway = error instanceof TouchstoneError && error.code === 'service-unreachable';
    if (!isAway || role !== 'administrator') throw error;
    await makeInRecords(name, password);
  }
  made();
}

/** Changes role, stations or whether the account may sign in. @throws TouchstoneError the API's. */
export async function changePerson(name: string, options: ChangeOptions): Promise<void> {
  const { role, disabled } = options;
  const body = { role, disabled, stations: stationsOf(options.stations) };
  const asked = { path: { account: name }, body };
  const account = await openApi(options).patch('/v1/people/{account}', asked);
  say(account, [accountLine(account)], options.json);
}

/** Gives an account a new password. @throws TouchstoneError the API's. */
export async function newPassword(name: string, options: SecretOptions): Promise<void> {
  const given = await passwordOf(options);
  const password = given ?? madePassword();
  const asked = { path: { account: name }, body: { password } };
  const account = await openApi(options).patch('/v1/people/{account}', asked);
  const shown = given === undefined ? { ...account, password } : account;
  say(shown, [`${account.name} has a new password and is signed out`], options.json);
  tellPassword(given, password, options);
}

export interface PinOptions extends ListOptions {
  clear?: boolean;
}

/** Gives an account the PIN on standard input, or takes its PIN away. @throws TouchstoneError the API's. */
export async function setPin(name: string, options: PinOptions): Promise<void> {
  const pin = options.clear === true ? null : firstLine(await text(process.stdin));
  const asked = { path: { account: name }, body: { pin } };
  const account = await openApi(options).patch('/v1/people/{account}', asked);
  say(account, [`${account.name} ${account.pin ? 'signs in by PIN at shared terminals' : 'has no PIN'}`], options.json); // prettier-ignore
}

/** Prints where an account is signed in; first signs it out everywhere where that is asked for. @throws TouchstoneError the API's. */
export async function showSessions(
  name: string,
  { end, ...options }: ListOptions & { end?: boolean },
): Promise<void> {
  const api = openApi(options);
  const path = { account: name };
  if (end === true) await api.delete('/v1/people/{account}/sessions', { path });
  const page = await api.get('/v1/people/{account}/sessions', { path });
  const lines = page.items.map(({ peer, madeAt, usedAt }) => `${peer}  since ${madeAt}  last used ${usedAt}`); // prettier-ignore
  say(page, lines.length === 0 ? [`${name} is not signed in`] : lines, options.json);
}

/** Signs in by the password on standard input, and prints the token. @throws TouchstoneError the API's. */
export async function signIn(name: string, options: ApiOptions): Promise<void> {
  const password = firstLine(await text(process.stdin));
  const api = openApi({ ...options, key: '' });
  const { token } = await api.post('/v1/session', { body: { name, password, token: true } });
  process.stdout.write(`${token ?? ''}\n`);
}

function accountLine({ name, role, stations, disabled, signedInAt }: Account): string {
  const where = stations === null ? 'all stations' : stations.join(', ');
  const state = disabled ? 'disabled' : signedInAt === null ? 'never signed in' : `signed in ${signedInAt}`; // prettier-ignore
  return `${name}  ${role}  ${where}  ${state}`;
}

async function passwordOf({ passwordStdin }: SecretOptions): Promise<string | undefined> {
  return passwordStdin === true ? firstLine(await text(process.stdin)) : undefined;
}

function firstLine(said: string): string {
  return said.split('\n')[0]!.replace(/\r$/, '');
}

function madePassword(): string {
  return randomBytes(15).toString('base64url');
}

/** A password that was made here is shown this once; with --json it stands in the object. */
function tellPassword(given: string | undefined, password: string, { json }: ListOptions): void {
  if (given === undefined && json !== true) process.stdout.write(`password: ${password}\n`);
}
