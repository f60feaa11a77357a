import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import { recipesListed } from './recipe-option.js';
import type { ChooseOptions, CompareOptions, ShowOptions } from './recipes.js';

const recipeHelp =
  'a recipe such as size=384,second=256,score=place-and-frame,worst=5,rows=4000,backbone=my-cnn; what it does not say is as the station has it';

/** Registers `touchstone recipes`: ways to make a model, side by side on a station's test set. */
export function registerRecipes(program: Command): void {
  const recipes = program
    .command('recipes')
    .description("Compare ways to make a model on a station's test set, and make a candidate of one"); // prettier-ignore
  const compare = recipes
    .command('compare <station>')
    .description("judge recipes side by side, the station's own first; needs known bad parts")
    .requiredOption('--recipe <recipe>', `${recipeHelp}; once for each`, recipesListed)
    .option('--json', 'print the result as one JSON object');
  withApiOptions(withPerson(compare)).action(async (station: string, options: CompareOptions) => {
    const { compareRecipes } = await import('./recipes.js');
    await compareRecipes(station, options);
  });
  const show = recipes
    .command('show <station>', { isDefault: true })
    .description('the last comparison that ended well')
    .option('--json', 'print the result as one JSON object');
  withApiOptions(show).action(async (station: string, options: ShowOptions) => {
    const { showRecipes } = await import('./recipes.js');
    await showRecipes(station, options);
  });
  const choose = recipes
    .command('choose <station>')
    .description('make a candidate by a recipe; the settings of the station stay as they are')
    .requiredOption('--recipe <recipe>', recipeHelp, recipesListed)
    .option('--why <text>', 'the reason, for the certificate', '')
    .option('--json', 'print the calibration as one JSON object');
  withApiOptions(withPerson(choose)).action(async (station: string, options: ChooseOptions) => {
    const { chooseRecipe } = await import('./recipes.js');
    await chooseRecipe(station, options);
  });
}
