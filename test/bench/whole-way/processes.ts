import { readdir, readFile } from 'node:fs/promises';

export interface ProcessFigures {
  /** The kind of the processes: `worker`, `api`, `postgres`, ... */
  name: string;
  /** User and system time so far, seconds. */
  cpuSeconds: number;
  /** Pages in memory, MiB; a page that several processes share counts in parts. */
  memoryMiB: number;
}

/** Linux's unit of CPU time in /proc: 100 ticks a second on every platform that Node supports. */
const ticksPerSecond = 100;

/** Returns what the processes of the product, with all that they started, have taken so far; the most CPU first. */
export async function figuresOf(
  parts: readonly { name: string; pid: number }[],
): Promise<ProcessFigures[]> {
  const parents = await parentsOfAll();
  const kinds = new Map<string, ProcessFigures>();
  for (const { name, pid } of parts) {
    const kind = name.replace(/-\d+$/, '');
    const sum = kinds.get(kind) ?? { name: kind, cpuSeconds: 0, memoryMiB: 0 };
    const tree = [...parents.keys()].filter((other) => descendsFrom(other, pid, parents));
    for (const own of tree) await addFigures(sum, own);
    kinds.set(kind, sum);
  }
  return [...kinds.values()].sort((a, b) => b.cpuSeconds - a.cpuSeconds);
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

/** A process that has ended meanwhile adds nothing. */
async function addFigures(sum: ProcessFigures, pid: number): Promise<void> {
  const stat = await statOf(pid);
  const memory = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  sum.cpuSeconds += (Number(stat?.[11] ?? 0) + Number(stat?.[12] ?? 0)) / ticksPerSecond;
  sum.memoryMiB += Number(/^Pss:\s+(\d+)/m.exec(memory)?.[1] ?? 0) / 1024;
}

/** The fields after the command's name, which may hold spaces; null for a process that has ended. */
async function statOf(pid: number): Promise<string[] | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}
