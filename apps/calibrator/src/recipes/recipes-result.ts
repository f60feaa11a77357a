import { type BootstrappedArea, bootstrapDraws, bootstrappedAreas, verdictCounts, worstOfParts } from '#calibration'; // prettier-ignore
import type { JudgedRecipe, RecipesResult, WholeRecipe } from '#contracts';
import type { RecipeScores } from './judge-recipe.js';

/** A recipe with its scores. */
export interface RecipeWithScores extends RecipeScores {
  readonly recipe: WholeRecipe;
}

/** The seed of the bootstrap: the same scores give the same intervals. */
const seed = 1;

/** Returns the recipes side by side, the first one being what the others are compared with. Each must have all parts. */
export function resultOf(judged: readonly RecipeWithScores[]): RecipesResult {
  const byParts = judged.map(({ scores }) => bySort(scores));
  const areas = bootstrappedAreas(byParts, seed);
  const { good, bad } = byParts[0]!;
  return {
    normals: judged[0]!.certificate.frames,
    parts: { good: good.length, bad: bad.length },
    unreadable: [...judged[0]!.unreadable],
    draws: bootstrapDraws,
    recipes: judged.map((one, i) => recipeOf(one, byParts[i]!, areas[i]!, judged[0]!.msPerFrame)),
  };
}

/** A part is judged by its picture with the highest score, which may be another one for each recipe; parts come in one order. */
function bySort(scores: RecipeScores['scores']) {
  const parts = worstOfParts(scores);
  const of = (sort: 'good' | 'bad') =>
    parts.filter(({ known }) => known === sort).map(({ imageScore }) => imageScore);
  return { good: of('good'), bad: of('bad') };
}

function recipeOf(
  { recipe, seen, limits, certificate, msPerFrame }: RecipeWithScores,
  { good, bad }: ReturnType<typeof bySort>,
  area: BootstrappedArea,
  firstMs: number,
): JudgedRecipe {
  return {
    recipe,
    seen,
    ...area,
    good: verdictCounts(good, limits),
    bad: verdictCounts(bad, limits),
    provisional: certificate.provisional,
    msPerFrame,
    costFactor: msPerFrame / firstMs,
  };
}
