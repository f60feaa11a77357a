import type { Gate, GoldenPart } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';

export interface ListOptions extends ApiOptions {
  json?: boolean;
}

export type RemoveOptions = ApiOptions & PersonOptions;
export type ChallengeOptions = ListOptions & PersonOptions & { reason: string };

export interface GoldenOptions extends ListOptions, PersonOptions {
  verdict: 'ok' | 'defect';
  title: string;
  lowest?: number;
  highest?: number;
}

/** Prints the station's golden parts. @throws TouchstoneError the API's. */
export async function listGolden(station: string, options: ListOptions): Promise<void> {
  const api = openApi(options);
  const path = { station };
  const { items } = await api.get('/v1/stations/{station}/golden-parts', { path });
  const now = await api.get('/v1/stations/{station}/gate', { path });
  process.stdout.write(
    options.json ? `${JSON.stringify({ gate: now, items })}\n` : goldenText(now, items),
  );
}

/** Declares a golden part, or changes it. @throws TouchstoneError the API's. */
export async function setGolden(
  station: string,
  part: string,
  { verdict, title, lowest = null, highest = null, by, json, ...options }: GoldenFields,
): Promise<void> {
  const put = await openApi(options).put('/v1/stations/{station}/golden-parts/{part}', {
    path: { station, part },
    body: { verdict, title, lowest, highest, by },
  });
  process.stdout.write(json ? `${JSON.stringify(put)}\n` : `${partLine(put)}\n`);
}

/** An absent end is open. */
type GoldenFields = Omit<GoldenOptions, 'lowest' | 'highest'> & {
  lowest?: number | null;
  highest?: number | null;
};

/** Removes a golden part. @throws TouchstoneError the API's, `golden-part-not-found`. */
export async function removeGolden(
  station: string,
  part: string,
  { by, ...options }: RemoveOptions,
): Promise<void> {
  await openApi(options).delete('/v1/stations/{station}/golden-parts/{part}', {
    path: { station, part },
    query: { by },
  });
  process.stdout.write(`${part} is no golden part of ${station} any more.\n`);
}

export function goldenText(now: Gate, items: readonly GoldenPart[]): string {
  const lines = items.length === 0 ? ['No golden parts.'] : items.map(partLine);
  return `${[...lines, gateLine(now)].join('\n')}\n`;
}

export function gateLine({ open, why, until }: Gate): string {
  return `${open ? 'Open' : 'Closed'}: ${why}${until === null ? '' : ` (until ${until})`}`;
}

function partLine({ id, verdict, lowest, highest, title }: GoldenPart): string {
  const range = lowest === null && highest === null ? '' : `  score ${lowest ?? '...'} to ${highest ?? '...'}`; // prettier-ignore
  return `${id}  must be ${verdict}${range}  ${title}`.trimEnd();
}
