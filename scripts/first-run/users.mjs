import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Calls `use` with an ordinary user: ourselves, or as root one that is made for it and removed afterwards.
 */
export async function withUser(use) {
  if (process.getuid() !== 0) return use({ ...os.userInfo(), home: os.homedir() });
  const name = `touchstone-check-${process.pid}`;
  insistOn('useradd', ['--create-home', '--shell', '/bin/sh', name]);
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`));
    const [, , uid, gid, , home] = line.split(':');
    return await use({ username: name, uid: Number(uid), gid: Number(gid), home });
  } finally {
    // Its processes have ended; it has no mail, of which userdel would complain.
    spawnSync('userdel', ['--remove', name], { stdio: 'ignore' });
  }
}

function insistOn(program, args) {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
}

/** Fills a folder with links to all programs of the system but those, to be the whole PATH. */
export function pathWithout(folder, unwanted) {
  mkdirSync(folder, { recursive: true });
  for (const place of ['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin'])
    for (const name of list(place).filter((it) => !unwanted.test(it))) {
      try {
        symlinkSync(path.join(place, name), path.join(folder, name));
      } catch (error) {
        // The folder before it on the PATH has one of that name.
        if (error.code !== 'EEXIST') throw error;
      }
    }
  return folder;
}

function list(place) {
  try {
    return readdirSync(place);
  } catch {
    // Not every system has each of them.
    return [];
  }
}
