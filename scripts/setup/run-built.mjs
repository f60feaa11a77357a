import { spawn } from 'node:child_process';
import path from 'node:path';
import { setUp } from '../setup.mjs';
import { dist } from './paths.mjs';
import { endWith } from './say.mjs';

/** Sets up, runs one built app in our terminal, and ends with its exit code. */
export async function runBuilt(app, args) {
  await setUp().catch(endWith);
  const main = path.join(dist, 'apps', app, 'src', 'main.js');
  // By the end of the channel it sees ours, however we end.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const child = spawn(process.execPath, [main, ...args], { stdio });
  // Ctrl-C reaches the child by itself, from the terminal; a plain `kill` reaches only us.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('close', (code, signal) => process.exit(signal ? 1 : code));
}
