import type { Recipe, StationSettings, WholeRecipe } from '#contracts';

/** Returns the settings of a station with what a recipe says in their place. */
export function withRecipe(settings: StationSettings, recipe: Recipe | null): StationSettings {
  const said = Object.entries(recipe ?? {}).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(said) };
}

/** Returns the recipe that settings are. */
export function recipeOf({ backbone, input, score, bank }: StationSettings): WholeRecipe {
  return { backbone, input, score, bank };
}
