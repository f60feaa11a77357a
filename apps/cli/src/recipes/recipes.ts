import { type Recipe, type RecipesResult, recipesResult, TouchstoneError } from '#contracts';
import { followAnalysis } from '../client/analyses.js';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { cancellable } from '../client/until-stopped.js';
import { startProgress } from '../progress.js';
import { recipesText } from './recipes-text.js';

export interface ShowOptions extends ApiOptions {
  json?: boolean;
}

export interface CompareOptions extends ShowOptions, PersonOptions {
  recipe: Recipe[];
}

export interface ChooseOptions extends CompareOptions {
  why: string;
}

/**
 * Has the service judge recipes side by side, and prints them; Ctrl-C cancels it.
 * @throws TouchstoneError the API's; with the failure that the job ended in.
 */
export async function compareRecipes(station: string, options: CompareOptions): Promise<void> {
  const api = openApi(options);
  const { by, recipe: recipes } = options;
  await cancellable('comparison', async (signal) => {
    const body = { kind: 'compare-recipes' as const, settings: { recipes }, by };
    const asked = await api.post('/v1/stations/{station}/analyses', { path: { station }, body });
    const bar = startProgress('Comparing recipes', 1);
    try {
      await followAnalysis(api, asked, { by, signal }, ({ progress }) => {
        if (progress !== null) bar.update(progress.done, progress.of, progress.step);
      });
    } finally {
      bar.stop();
    }
    await showRecipes(station, options);
  });
}

/** Prints the last comparison that ended well. @throws TouchstoneError the API's; analysis-not-found without any. */
export async function showRecipes(station: string, options: ShowOptions): Promise<void> {
  const named = { path: { station }, query: { kind: 'compare-recipes', limit: 20 } } as const;
  const { items } = await openApi(options).get('/v1/stations/{station}/analyses', named);
  const last = items.find(({ state }) => state === 'done');
  if (last === undefined)
    throw new TouchstoneError('analysis-not-found', `No comparison of recipes of station ${station} has ended: touchstone recipes compare.`); // prettier-ignore
  print(recipesResult.parse(last.result), options);
}

function print(result: RecipesResult, { json = false }: ShowOptions): void {
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${recipesText(result)}\n`);
}

/** Asks for a candidate by a recipe. @throws TouchstoneError the API's. */
export async function chooseRecipe(station: string, options: ChooseOptions): Promise<void> {
  const { by, why, json = false, recipe: recipes } = options;
  const [recipe, ...more] = recipes;
  if (more.length > 0)
    throw new TouchstoneError('validation-failed', 'One candidate is made by one recipe: say --recipe once.'); // prettier-ignore
  const body = { activate: false, recipe, by, why };
  const asked = await openApi(options).post('/v1/stations/{station}/calibrations', { path: { station }, body }); // prettier-ignore
  const text = `Calibration ${asked.id} makes a candidate; it is judged on the test set before anybody may activate it: touchstone models list ${station}`;
  process.stdout.write(json ? `${JSON.stringify(asked)}\n` : `${text}\n`);
}
