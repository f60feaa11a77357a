import type { FigureName } from '../statistics/signals.js';

/** A figure among the normals and now, and how far apart normals lie; in its own unit. */
export interface FigureFacts {
  name: FigureName;
  usual: number;
  now: number;
  spread: number;
}

/** Writes for people what moved, by how much, which way: the figure that moved most, in its spreads. */
export function textOf(figures: readonly FigureFacts[], drifting: boolean): string {
  const most = figures.toSorted((a, b) => spreads(b) - spreads(a))[0];
  if (most === undefined) return 'no part was seen yet';
  const moved = sentences[most.name](most);
  return drifting ? moved : `no drift (${moved})`;
}

const sentences: Record<FigureName, (facts: FigureFacts) => string> = {
  score: (facts) => `good parts score ${changeOf(facts, 'higher', 'lower')} than at calibration`,
  focus: (facts) => `pictures are ${changeOf(facts, 'sharper', 'less sharp')} than the normals`,
  exposure: (facts) => `pictures are ${changeOf(facts, 'brighter', 'darker')} than the normals`,
  castRed: (facts) => `pictures have ${castOf(facts)} red than the normals`,
  castBlue: (facts) => `pictures have ${castOf(facts)} blue than the normals`,
  shiftX: (facts) => `parts lie ${moveOf(facts, 'right', 'left')} in the picture`,
  shiftY: (facts) => `parts lie ${moveOf(facts, 'lower', 'higher')} in the picture`,
  embedding: ({ now, usual }) =>
    `pictures lie ${now.toFixed(2)} spreads from the normals as a whole, usual is ${usual.toFixed(2)}`,
};

/** Writes a change as a share of the usual value, where that is not near nothing; else in spreads of the normals. */
function changeOf({ usual, now, spread }: FigureFacts, up: string, down: string): string {
  const word = now >= usual ? up : down;
  if (Math.abs(usual) > 2 * spread) return `${percent((now - usual) / Math.abs(usual))} ${word}`;
  return `${(Math.abs(now - usual) / spread).toFixed(1)} spreads ${word}`;
}

function castOf({ usual, now }: FigureFacts): string {
  const change = Math.exp(now - usual) - 1;
  return `${percent(change)} ${change < 0 ? 'less' : 'more'}`;
}

function moveOf({ usual, now }: FigureFacts, up: string, down: string): string {
  return `${percent(now - usual)} of its side farther ${now >= usual ? up : down}`;
}

function percent(share: number): string {
  const value = Math.abs(share) * 100;
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} %`;
}

function spreads({ usual, now, spread }: FigureFacts): number {
  return Math.abs(now - usual) / spread;
}
