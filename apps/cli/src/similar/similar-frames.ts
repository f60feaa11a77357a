import { z } from 'zod';
import { similarFrames, type RegionOfInterest, type SimilarFrames, type Verdict } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';

export interface SimilarFramesOptions extends ApiOptions {
  count: number;
  metric: 'cosine' | 'l2';
  station?: string;
  verdict?: Verdict;
  label?: string;
  from?: string;
  until?: string;
  within?: number;
  region?: RegionOfInterest;
  csv?: boolean;
  json?: boolean;
}

/** Which frames that the service keeps look like one. @throws TouchstoneError the API's, `embedding-not-kept`. */
export async function similarToFrame(frame: string, options: SimilarFramesOptions): Promise<void> {
  const api = openApi(options);
  const path = pathOf(frame, options);
  if (options.csv)
    process.stdout.write(await api.get(z.string(), `${path}&format=csv`, { answer: 'text' }));
  else {
    const found = await api.get(similarFrames, path);
    process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : similarText(found));
  }
}

function pathOf(frame: string, options: SimilarFramesOptions): string {
  const { count, metric, station, verdict, label, from, until, within, region } = options;
  const place = region && [region.x, region.y, region.width, region.height].join(',');
  const asked = { count, metric, station, verdict, label, from, until, within, region: place };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked))
    if (value !== undefined) query.set(name, String(value));
  return `/v1/frames/${frame}/similar?${query.toString()}`;
}

function similarText({ searched, exact, items }: SimilarFrames): string {
  const how = exact ? 'exactly' : 'by the index';
  const lines = items.map(
    ({ distance, verdict, frameId, partId, label, inspectedAt }) =>
      `${distance.toFixed(4)}  ${verdict}  ${inspectedAt}  ${frameId}  ${partId ?? '-'}${label === null ? '' : `  ${label}`}`,
  );
  return `${[`${searched} kept frames were compared, ${how}.`, ...lines].join('\n')}\n`;
}
