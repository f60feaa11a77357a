import { type NormalWord, TouchstoneError } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { whichModel } from '../client/which-model.js';
import { decidedText, oddNormalsText } from './odd-normals-text.js';

export interface OddOptions extends ApiOptions {
  model?: string;
  inspections: number;
  json?: boolean;
}

export interface DecideOptions extends ApiOptions, PersonOptions {
  typical?: boolean;
  rare?: boolean;
  notGood?: boolean;
  reason: string;
  json?: boolean;
}

/** Prints the normals that set a model's limits. @throws TouchstoneError no-active-model, or the API's. */
export async function showOddNormals(station: string, options: OddOptions): Promise<void> {
  const api = openApi(options);
  const { id } = await whichModel(api, station, options.model);
  const found = await api.get('/v1/stations/{station}/models/{model}/odd-normals', {
    path: { station, model: id },
    query: { inspections: options.inspections },
  });
  process.stdout.write(
    `${options.json ? JSON.stringify(found) : oddNormalsText(station, found)}\n`,
  );
}

/** Writes down a person's word on a normal. @throws TouchstoneError validation-failed for none or two words; the API's. */
export async function decideNormal(
  station: string,
  normal: string,
  options: DecideOptions,
): Promise<void> {
  const body = { decision: wordOf(options), why: options.reason, by: options.by };
  const path = { station, normal };
  const decided = await openApi(options).post('/v1/stations/{station}/normals/{normal}/decision', {
    path,
    body,
  });
  process.stdout.write(`${options.json ? JSON.stringify(decided) : decidedText(decided)}\n`);
}

function wordOf({ typical, rare, notGood }: DecideOptions): NormalWord {
  const said: NormalWord[] = [
    ...(typical ? (['typical'] as const) : []),
    ...(rare ? (['rare'] as const) : []),
    ...(notGood ? (['not-good'] as const) : []),
  ];
  const [word] = said;
  if (word !== undefined && said.length === 1) return word;
  throw new TouchstoneError(
    'validation-failed',
    `One of --typical, --rare and --not-good is expected; ${said.length === 0 ? 'none' : said.length} came.`,
  );
}
