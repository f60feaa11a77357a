import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, signal } from './process-identity.js';
import { RunFile, type RunningPart } from '../folder/run-file.js';

/** The names of the servers, which the apps use, and which so end after them. */
const servers = ['redis', 'postgres'];

/**
 * Stops what an earlier launcher, killed with no chance to do so, left running in this data folder.
 * Only processes whose number and start time are those of the run file are touched.
 * @returns the names of what was stopped
 */
export async function stopLeftovers(
  runFile: string,
  deadlineMs: number,
  say: (line: string) => void,
): Promise<string[]> {
  const left = RunFile.read(runFile).filter(isRunning);
  if (left.length > 0) say(`an earlier run was killed; stopping what it left: ${names(left)}`);
  await stopParts(left, deadlineMs);
  return left.map((part) => part.name);
}

/** Stops parts in order: the keeper, who would do the same; what uses the servers; the servers. */
export async function stopParts(parts: readonly RunningPart[], deadlineMs: number): Promise<void> {
  const keepers = parts.filter(({ name }) => name === 'keeper');
  for (const group of [keepers, parts.filter(isApp), parts.filter(isServer)])
    await Promise.all(group.map((part) => stopOne(part, deadlineMs)));
}

/** Waits until the product's own processes have ended by themselves, at most so long. */
export async function waitForApps(parts: readonly RunningPart[], atMostMs: number): Promise<void> {
  await Promise.all(parts.filter(isApp).map((part) => endsWithin(part, atMostMs)));
}

function isServer({ name }: RunningPart): boolean {
  return servers.includes(name);
}

function isApp(part: RunningPart): boolean {
  return part.name !== 'keeper' && !isServer(part);
}

async function stopOne(part: RunningPart, deadlineMs: number): Promise<void> {
  // For PostgreSQL SIGINT is the fast shutdown; SIGTERM would wait for every client.
  signal(part, part.name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  if (await endsWithin(part, deadlineMs)) return;
  signal(part, 'SIGKILL');
  await endsWithin(part, deadlineMs);
}

async function endsWithin(part: RunningPart, milliseconds: number): Promise<boolean> {
  const giveUpAt = Date.now() + milliseconds;
  while (isRunning(part)) {
    if (Date.now() > giveUpAt) return false;
    await sleep(50);
  }
  return true;
}

function names(parts: readonly RunningPart[]): string {
  return parts.map((part) => `${part.name} (${part.pid})`).join(', ');
}
