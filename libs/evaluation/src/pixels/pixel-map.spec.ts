import { expect, test } from 'vitest';
import { pixelMap } from './pixel-map.js';

const map = Float32Array.from({ length: 12 }, (_, i) => Math.sin(i * 3) * 5);

test('a map of one value stays it, and no pixel leaves the range of the patches', () => {
  const flat = pixelMap({ map: new Float32Array(12).fill(2), rows: 3, columns: 4 }, 37, 21);
  expect(flat.every((v) => Math.abs(v - 2) < 1e-5)).toBe(true);
  const pixels = pixelMap({ map, rows: 3, columns: 4 }, 64, 48);
  expect(Math.max(...pixels)).toBeLessThanOrEqual(Math.max(...map) + 1e-5);
  expect(Math.min(...pixels)).toBeGreaterThanOrEqual(Math.min(...map) - 1e-5);
});

test('equals bilinear between the patches, then a Gaussian along rows and columns', () => {
  const [rows, columns, width, height] = [3, 4, 40, 24];
  const found = pixelMap({ map, rows, columns }, width, height);
  const plain = new Float64Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const v = Math.min(rows - 1, Math.max(0, ((y + 0.5) * rows) / height - 0.5));
      const u = Math.min(columns - 1, Math.max(0, ((x + 0.5) * columns) / width - 0.5));
      const at = (r: number, c: number) =>
        map[Math.min(r, rows - 1) * columns + Math.min(c, columns - 1)]!;
      const [r, c] = [Math.floor(v), Math.floor(u)];
      plain[y * width + x] =
        (1 - v + r) * ((1 - u + c) * at(r, c) + (u - c) * at(r, c + 1)) +
        (v - r) * ((1 - u + c) * at(r + 1, c) + (u - c) * at(r + 1, c + 1));
    }
  for (const [x, y] of [
    [0, 0],
    [39, 23],
    [20, 12],
    [7, 3],
  ] as const) {
    let [sum, total] = [0, 0];
    for (let dy = -2; dy <= 2; dy++)
      for (let dx = -3; dx <= 3; dx++) {
        const weight =
          Math.exp(-((dx / (width / 64)) ** 2) / 2) * Math.exp(-((dy / (height / 64)) ** 2) / 2);
        const [px, py] = [
          Math.min(width - 1, Math.max(0, x + dx)),
          Math.min(height - 1, Math.max(0, y + dy)),
        ];
        sum += weight * plain[py * width + px]!;
        total += weight;
      }
    expect(found[y * width + x]).toBeCloseTo(sum / total, 3);
  }
});
