import { spawn, spawnSync } from 'node:child_process';
import { SetupError } from './say.mjs';

const keptCharacters = 64 * 1024;

/**
 * Runs a command with its chatter hidden; resolves to `{ok, output}`, `output` being its last
 * 64 Ki characters. Never rejects: a missing program is `ok: false`.
 */
export function attempt(program, args, options = {}) {
  const { limitSeconds, ...spawnOptions } = options;
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...spawnOptions });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-keptCharacters));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = limitSeconds && setTimeout(() => child.kill('SIGKILL'), limitSeconds * 1000);
    const end = (ok) => {
      clearTimeout(timer);
      resolve({ ok, output });
    };
    child.on('error', (error) => end(keep(error.message) && false));
    child.on('close', (code) => end(code === 0));
  });
}

/** Runs a command as `attempt` does, but throws with its last lines and `remedy` where it fails. */
export async function insist(program, args, remedy, options) {
  const { ok, output } = await attempt(program, args, options);
  if (ok) return output;
  const tail = output.trimEnd().split('\n').slice(-40).join('\n');
  throw new SetupError(`${tail}\n\n\`${program} ${args.join(' ')}\` failed. ${remedy}`);
}

/** Runs a command in the open, sharing our terminal; resolves to its exit code. */
export function show(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ? 1 : code));
  });
}

export function onPath(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}
