import { readdir, readFile } from 'node:fs/promises';

export interface ProcessFigures {
  name: string;
  pid: number;
  /** User and system time so far, seconds. */
  cpuSeconds: number;
  /** Its share of the pages in memory, MiB: shared pages count in parts. */
  memoryMiB: number;
}

/** Linux's unit of CPU time in /proc: 100 ticks a second on every platform that Node supports. */
const ticksPerSecond = 100;

/** The process and all that it started, by name, from /proc. */
export async function figuresOf(rootPid: number): Promise<ProcessFigures[]> {
  const parents = await parentsOfAll();
  const tree = [...parents.keys()].filter((pid) => descendsFrom(pid, rootPid, parents));
  const figures = await Promise.all(tree.map(figuresOfOne));
  return figures.filter((entry) => entry !== null);
}

async function parentsOfAll(): Promise<Map<number, number>> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const entries = await Promise.all(
    pids.map(async (pid) => [pid, Number((await statOf(pid))?.[1] ?? 0)] as const),
  );
  return new Map(entries);
}

function descendsFrom(pid: number, root: number, parents: Map<number, number>): boolean {
  for (let current: number | undefined = pid; current; current = parents.get(current))
    if (current === root) return true;
  return false;
}

async function figuresOfOne(pid: number): Promise<ProcessFigures | null> {
  const [stat, command, memory] = await Promise.all([
    statOf(pid),
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => ''),
  ]);
  if (stat === null) return null;
  return {
    name: nameOf(command),
    pid,
    cpuSeconds: (Number(stat[11]) + Number(stat[12])) / ticksPerSecond,
    memoryMiB: Number(/^Pss:\s+(\d+)/m.exec(memory)?.[1] ?? 0) / 1024,
  };
}

/** The fields after the command's name, which may hold spaces; null for a process that has ended. */
async function statOf(pid: number): Promise<string[] | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function nameOf(command: string): string {
  const app = /dist\/apps\/([a-z]+)\/src\/main\.js/.exec(command);
  if (app !== null) return app[1]!;
  if (command.includes('redis-server')) return 'redis';
  if (command.includes('postgres')) return 'postgres';
  return 'launcher';
}
