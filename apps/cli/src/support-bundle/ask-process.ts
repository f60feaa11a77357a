import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const parts = z.array(z.object({ name: z.string(), url: z.string().nullable() }));

/** Returns the processes that the launcher started in this data folder and that have figures; none where it did not. */
export async function launchedProcesses(dataFolder: string): Promise<Record<string, string>> {
  const text = await readFile(join(dataFolder, 'run.json'), 'utf8').catch(() => '[]');
  const running = parts.parse(JSON.parse(text));
  return Object.fromEntries(
    running.flatMap(({ name, url }) => (url === null ? [] : [[name, url]])),
  );
}

/** Returns what a process answers; why it does not, where it does not. */
export async function askProcess(url: string, path: '/health/ready' | '/metrics'): Promise<string> {
  try {
    const answer = await fetch(new URL(path, url), { signal: AbortSignal.timeout(10_000) });
    return await answer.text();
  } catch (error) {
    return `${url} does not answer: ${String(error)}\n`;
  }
}
