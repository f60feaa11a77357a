import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const runningPart = z.object({
  name: z.string(),
  pid: z.int().positive(),
  startedAt: z.string(),
  /** The base address of the process's /metrics and /health, where it has one. */
  url: z.string().nullable(),
});
export type RunningPart = z.infer<typeof runningPart>;

/**
 * The file of what runs in this data folder: written at every start and end of a process, so that the launcher after
 * one that was killed knows which processes are its own to stop.
 */
export class RunFile {
  private parts = new Map<string, RunningPart>();

  constructor(private readonly path: string) {}

  /** Reads what the run before left, empty where it ended well. A damaged file counts as empty. */
  static read(path: string): RunningPart[] {
    try {
      return z.array(runningPart).parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      const absent = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (absent || error instanceof SyntaxError || error instanceof z.ZodError) return [];
      throw error;
    }
  }

  put(part: RunningPart): void {
    this.parts.set(part.name, part);
    this.write();
  }

  remove(name: string): void {
    this.parts.delete(name);
    this.write();
  }

  /** Written beside and renamed: a reader sees the old list or the new one. */
  private write(): void {
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(`${this.path}.new`, JSON.stringify([...this.parts.values()], null, 2));
    renameSync(`${this.path}.new`, this.path);
  }
}
