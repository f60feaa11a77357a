import { expect, test } from 'vitest';
import { mapSvg } from './map-svg.js';

const points = [
  { file: 'good/<1>.png', group: 'good', x: 0, y: 0 },
  { file: 'bad/2.png', group: 'bad & worse', x: 10, y: 5 },
  { file: 'bad/3.png', group: 'bad & worse', x: 5, y: 0 },
];

test('one scale for both axes, up is up, names cannot break out', () => {
  const svg = mapSvg(points);
  const places = [...svg.matchAll(/data-i="\d" cx="([\d.]+)" cy="([\d.]+)"/g)].map(
    ([, x, y]) => [Number(x), Number(y)] as const,
  );
  const [a, b, c] = places as [[number, number], [number, number], [number, number]];
  expect(b[0] - a[0]).toBeCloseTo(2 * (a[1] - b[1]), 0);
  expect(c[0] - a[0]).toBeCloseTo(b[0] - c[0], 0);
  expect(svg).toContain('&lt;1&gt;.png');
  expect(svg).toContain('bad &amp; worse (2)');
});

test('each folder has its colour, and more folders than colours too', () => {
  const many = Array.from({ length: 12 }, (_, i) => ({ ...points[0]!, group: `kind ${i}` }));
  const fills = [...mapSvg(many).matchAll(/data-i="\d+".*? fill="([^"]+)"/g)].map(
    ([, fill]) => fill,
  );
  expect(new Set(fills).size).toBe(12);
});
