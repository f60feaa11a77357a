import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TouchstoneError } from '#contracts';
import { withDatabase } from '../backup/own-database.js';
import { childEnvironment, readSettings } from '../settings.js';

/**
 * Makes an administrator in the records themselves: DATABASE_URL, or those of the data folder, whose PostgreSQL is started
 * for as long where it does not run. @throws TouchstoneError program-missing; part-failed with what was wrong
 */
export async function makeInRecords(name: string, password: string): Promise<void> {
  const settings = readSettings();
  const program = join(settings.checkout, 'dist', 'apps', 'api', 'src', 'first-administrator.js');
  if (!existsSync(program))
    throw new TouchstoneError('program-missing', `${program} is not there: run \`npm run setup\``);
  await withDatabase(settings, (url) => run(program, url, name, password));
}

function run(program: string, url: string, name: string, password: string): Promise<void> {
  const env = childEnvironment({ DATABASE_URL: url });
  const child = spawn(process.execPath, [program, name], { env, stdio: ['pipe', 'inherit', 'pipe'] }); // prettier-ignore
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  child.stdin.end(`${password}\n`);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      if (code === 0) resolve();
      else reject(new TouchstoneError('part-failed', said.trim()));
    });
  });
}
