import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const parts = z.array(z.object({ name: z.string(), url: z.string().nullable() }));

/** Addresses of the workers that the launcher started: it writes them into its data folder. */
export async function workerUrls(dataFolder: string): Promise<string[]> {
  const running = parts.parse(JSON.parse(await readFile(join(dataFolder, 'run.json'), 'utf8')));
  return running
    .filter((part) => part.name.startsWith('worker'))
    .flatMap((part) => (part.url === null ? [] : [part.url]));
}

/** Counts the frames by verdict of one station, summed over the workers' `/metrics`. */
export async function framesByVerdict(
  urls: readonly string[],
  station: string,
): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const url of urls) {
    const text = await (await fetch(new URL('/metrics', url))).text();
    for (const { labels, value } of samples(text, 'touchstone_frames_total'))
      if (labels['station'] === station)
        counted[labels['verdict']!] = (counted[labels['verdict']!] ?? 0) + value;
  }
  return counted;
}

/** Reads the samples of one metric in Prometheus's text format. */
export function samples(
  text: string,
  name: string,
): { labels: Record<string, string>; value: number }[] {
  const pattern = new RegExp(`^${name}\\{([^}]*)\\} (\\S+)`, 'gm');
  return [...text.matchAll(pattern)].map(([, labels = '', value]) => ({
    labels: Object.fromEntries(
      [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', text = '']) => [label, text]),
    ),
    value: Number(value),
  }));
}
