// Makes an administrator in the records themselves, for a station that nobody can sign in to yet. Who may write to the
// database may do so; the name is the argument, the password a line of standard input, or one that is made here.
import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { newPassword, personName, TouchstoneError } from '#contracts';
import { Accounts, Database, hashPassword, refuseWeakPassword } from '#storage';
import { systemClock } from '#telemetry';
import { readDatabaseUrl } from './settings.js';

/** Makes the account, and writes down that somebody with the database did. @throws TouchstoneError `name-taken` */
async function make(name: string, password: string): Promise<void> {
  refuseWeakPassword(name, password);
  const onTrouble = (message: string) => void process.stderr.write(`${message}\n`);
  const database = new Database({ url: readDatabaseUrl(), onTrouble });
  try {
    await database.prepare();
    const hashed = await hashPassword(password);
    const role = 'administrator' as const;
    const account = { id: systemClock.newId(), name, role, stations: null, password: hashed };
    const by = 'who has the database';
    const change = { auditId: systemClock.newId(), by, at: systemClock.now() };
    await new Accounts(database).make(account, change);
  } finally {
    await database.close();
  }
}

try {
  const name = personName.safeParse(process.argv[2]);
  if (!name.success)
    throw new TouchstoneError('validation-failed', `the name of the administrator is expected: ${name.error.issues[0]?.message ?? ''}`); // prettier-ignore
  const said = process.stdin.isTTY ? '' : (await text(process.stdin)).split('\n')[0]!.trim();
  const password = said === '' ? randomBytes(15).toString('base64url') : said;
  if (!newPassword.safeParse(password).success)
    throw new TouchstoneError('validation-failed', 'a password of 10 to 200 characters is expected on standard input'); // prettier-ignore
  await make(name.data, password);
  process.stdout.write(`${name.data} is an administrator now\n`);
  if (said === '') process.stdout.write(`password: ${password}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
