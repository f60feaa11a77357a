import { InvalidArgumentError } from 'commander';
import { recipe, type Recipe } from '#contracts';

const numbers = new Set(['size', 'second', 'worst', 'rows', 'seed']);
const names = ['size', 'second', 'score', 'worst', 'rows', 'seed', 'backbone'];

/** Reads `name=value` pairs with commas between them as a recipe, and adds it to those before it. */
export function recipesListed(text: string, before: readonly Recipe[] = []): Recipe[] {
  return [...before, recipeOf(text)];
}

/** @throws InvalidArgumentError naming what is wrong. */
export function recipeOf(text: string): Recipe {
  const pairs = text.split(',').map((pair) => pairOf(pair.trim()));
  const said = Object.fromEntries(pairs) as Record<string, string | number | undefined>;
  const { size, second, score: method, worst, rows, seed, backbone } = said;
  const parsed = recipe.safeParse({
    ...group('input', { size, second }),
    ...group('score', { method, worst }),
    ...group('bank', { rows, seed }),
    ...(backbone === undefined ? {} : { backbone }),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InvalidArgumentError(`${issue!.path.join('.')}: ${issue!.message}`);
}

function pairOf(pair: string): [string, string | number] {
  const [name = '', value = ''] = pair.split('=');
  if (!names.includes(name) || value === '')
    throw new InvalidArgumentError(`"${pair}" is not <name>=<value> with one of ${names.join(', ')}.`); // prettier-ignore
  return [name, numbers.has(name) ? Number(value) : value];
}

/** A group of which nothing is said is left to the station. */
function group(name: string, values: Record<string, unknown>): Record<string, unknown> {
  const said = Object.entries(values).filter(([, value]) => value !== undefined);
  return said.length === 0 ? {} : { [name]: Object.fromEntries(said) };
}
