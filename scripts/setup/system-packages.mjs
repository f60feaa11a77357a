import { spawnSync } from 'node:child_process';
import { attempt, onPath } from './commands.mjs';
import { say } from './say.mjs';

/** Returns how this machine installs system packages without asking a person, or null where it cannot. */
export function installer() {
  const asRoot = process.getuid?.() === 0;
  if (onPath('apt-get') && asRoot) return apt([]);
  if (onPath('apt-get') && sudoAsksNothing()) return apt(['sudo', '-n']);
  if (onPath('brew'))
    return { name: 'brew', install: (it) => attempt('brew', ['install', it.brew]) };
  return null;
}

function apt(prefix) {
  const run = (args) => {
    const [program, ...rest] = [
      ...prefix,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      ...args,
    ];
    return attempt(program, rest, { limitSeconds: 600 });
  };
  const install = async (it) => {
    const args = ['install', '-y', '--no-install-recommends', it.apt];
    const first = await run(args);
    // A fresh image has no package lists yet.
    return first.ok ? first : (await run(['update']), run(args));
  };
  return { name: 'apt-get', install };
}

function sudoAsksNothing() {
  return onPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
}

/**
 * Makes sure that one of `programs` is on the PATH, installing the package that has it where that
 * needs no person. Resolves to whether it is there.
 */
export async function ensureProgram({ title, programs, apt: aptName, brew }) {
  if (programs.some(onPath)) return true;
  const way = installer();
  if (!way) return false;
  say(`${title}: installing with ${way.name}`);
  const { ok, output } = await way.install({ apt: aptName, brew });
  if (!ok) say(`${title}: ${way.name} failed: ${output.trimEnd().split('\n').at(-1)}`);
  return ok && programs.some(onPath);
}
