// Makes the first administrator where nothing runs: PostgreSQL of the data folder is started for it, and ended again.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { TouchstoneError } from '#contracts';
import { openDataFolder } from './folder/data-folder.js';
import { lockFolder } from './folder/folder-lock.js';
import { RunFile } from './folder/run-file.js';
import { openSecrets } from './folder/secrets.js';
import { freePort } from './ports.js';
import { serverEnvironment } from './processes/child-environment.js';
import { stopLeftovers } from './processes/leftovers.js';
import { ManagedProcess } from './processes/managed-process.js';
import { postgresPart } from './servers/postgres.js';
import { readSettings, type Settings } from './settings.js';

/** Runs the API's own program for it against the records at `url`; returns its exit code. */
function makeIn(url: string, settings: Settings, name: string, password: string): Promise<number> {
  const program = join(settings.checkout, 'dist', 'apps', 'api', 'src', 'first-administrator.js');
  const env = { ...settings.inherited, DATABASE_URL: url };
  const child = spawn(process.execPath, [program, name], { env, stdio: ['pipe', 'inherit', 'inherit'] }); // prettier-ignore
  child.stdin.end(password);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve(code ?? 1));
  });
}

/** Starts PostgreSQL of the data folder, does it, and ends PostgreSQL. @throws TouchstoneError data-folder-in-use */
async function makeInFolder(settings: Settings, name: string, password: string): Promise<number> {
  const folder = openDataFolder(settings.data);
  const unlock = lockFolder(folder.path);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  try {
    await stopLeftovers(folder.runFile, 20_000, say);
    const secrets = openSecrets(folder.secrets);
    const { plan, url } = postgresPart({
      folder: folder.postgres,
      password: secrets.postgres,
      osUser: settings.osUser,
      env: serverEnvironment(settings.inherited),
      port: await freePort('127.0.0.1'),
    });
    const giveUp = (error: TouchstoneError) => say(error.message);
    const runFile = new RunFile(folder.runFile);
    const part = new ManagedProcess(plan, { logFile: folder.logFile, runFile, say, giveUp });
    try {
      await part.start();
      return await makeIn(url, settings, name, password);
    } finally {
      await part.stop();
    }
  } finally {
    unlock();
  }
}

process.umask(0o077);

try {
  const settings = readSettings();
  const name = process.argv[2] ?? '';
  const password = await text(process.stdin);
  const { databaseUrl } = settings;
  process.exitCode =
    databaseUrl === undefined
      ? await makeInFolder(settings, name, password)
      : await makeIn(databaseUrl, settings, name, password);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
