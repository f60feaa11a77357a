import type { NamingMethod } from '#analysis';
import { embedDefects } from '../analysis/embed-defects.js';
import { say, withTools } from '../analysis/tools.js';
import { readLayout } from '#evaluation';
import { figuresOf } from './draws.js';
import { reportLines } from './report-lines.js';

export interface NamesOptions {
  backbone: string;
  method: NamingMethod;
  perName?: number;
  repeats: number;
  seed: number;
  json?: boolean;
}

/**
 * Prints how well the kinds of defects of a set are told apart.
 * @throws TouchstoneError folder-layout; validation-failed where a kind has too few examples.
 */
export async function names(folder: string, options: NamesOptions): Promise<void> {
  const set = await readLayout(folder);
  const defects = set.test.filter(({ type }) => type !== 'good');
  const labels = defects.map(({ type }) => type);
  await withTools(options.backbone, async (tools) => {
    const files = defects.map(({ file }) => file);
    const { seed } = options;
    const vectors = await embedDefects({ normals: set.train, defects: files, seed }, tools);
    const head = { set: set.name, backbone: tools.backbone.manifest.name, method: options.method };
    const figures = figuresOf(vectors, labels, options);
    say({ ...head, ...figures }, reportLines({ ...head, ...figures }), options.json);
  });
}
