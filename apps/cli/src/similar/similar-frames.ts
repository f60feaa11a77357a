import type { RegionOfInterest, SimilarFrames, Verdict } from '#contracts';
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

/**
 * Prints which frames that the service keeps look like one.
 * @throws TouchstoneError the API's, `embedding-not-kept`.
 */
export async function similarToFrame(frame: string, options: SimilarFramesOptions): Promise<void> {
  const api = openApi(options);
  const asked = { path: { frame }, query: queryOf(options) };
  if (options.csv) {
    const query = { ...asked.query, format: 'csv' as const };
    const list = await api.open('/v1/frames/{frame}/similar', { ...asked, query });
    process.stdout.write(await list.text());
  } else {
    const found = await api.get('/v1/frames/{frame}/similar', asked);
    process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : similarText(found));
  }
}

function queryOf(options: SimilarFramesOptions) {
  const { count, metric, station, verdict, label, from, until, within, region: place } = options;
  const region = place && [place.x, place.y, place.width, place.height].join(',');
  return { count, metric, station, verdict, label, from, until, within, region };
}

function similarText({ searched, exact, items }: SimilarFrames): string {
  const how = exact ? 'exactly' : 'by the index';
  const lines = items.map(
    ({ distance, verdict, frameId, partId, label, inspectedAt }) =>
      `${distance.toFixed(4)}  ${verdict}  ${inspectedAt}  ${frameId}  ${partId ?? '-'}${label === null ? '' : `  ${label}`}`,
  );
  return `${[`${searched} kept frames were compared, ${how}.`, ...lines].join('\n')}\n`;
}
