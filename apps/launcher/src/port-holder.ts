import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The process that listens on a port, as far as this user may know it. */
export interface PortHolder {
  readonly pid: number;
  /** The command line, its arguments separated by blanks. */
  readonly program: string;
}

/** Returns the process that listens on the port, or null where it is another user's or not to be found. */
export function portHolder(port: number): PortHolder | null {
  return process.platform === 'linux' ? holderOnLinux(port) : holderByLsof(port);
}

function holderOnLinux(port: number): PortHolder | null {
  const sockets = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => listening(file, port));
  if (sockets.length === 0) return null;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const pid = pids.find((name) => openSockets(name).some((socket) => sockets.includes(socket)));
  return pid === undefined ? null : { pid: Number(pid), program: commandLine(pid) };
}

/** Names of the sockets that listen on the port, from a table of proc(5): state 0A, address in hexadecimal. */
function listening(file: string, port: number): string[] {
  const hexadecimal = port.toString(16).toUpperCase().padStart(4, '0');
  return read(file)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => state === '0A' && local?.endsWith(`:${hexadecimal}`))
    .map((fields) => `socket:[${fields[9] ?? ''}]`);
}

function openSockets(pid: string): string[] {
  const folder = join('/proc', pid, 'fd');
  try {
    return readdirSync(folder).map((name) => target(join(folder, name)));
  } catch {
    // Another user's process, or one that has ended since.
    return [];
  }
}

function target(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    // Closed since it was listed.
    return '';
  }
}

function commandLine(pid: string): string {
  return read(join('/proc', pid, 'cmdline'))
    .split('\0')
    .join(' ')
    .trim();
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // No IPv6, or a process that has ended since.
    return '';
  }
}

function holderByLsof(port: number): PortHolder | null {
  const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'];
  const told = spawnSync('lsof', args, { encoding: 'utf8' }).stdout ?? '';
  const [pid, program] = [/^p(\d+)$/m.exec(told)?.[1], /^c(.+)$/m.exec(told)?.[1]];
  return pid === undefined ? null : { pid: Number(pid), program: program ?? '' };
}
