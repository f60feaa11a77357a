/** Labels of a mask: 0 outside, 1 to `sizes.length` the region; `sizes[i]` is region i + 1's pixels. */
export interface Regions {
  readonly labels: Int32Array;
  readonly sizes: readonly number[];
}

/** Regions of a mask whose pixels touch by a side or a corner, as in MVTec AD's own evaluation. */
export function regionsOf(mask: Uint8Array, width: number, height: number): Regions {
  const labels = new Int32Array(mask.length);
  const sizes: number[] = [];
  for (let start = 0; start < mask.length; start++)
    if (mask[start] && labels[start] === 0)
      sizes.push(fill(mask, labels, { start, width, height, label: sizes.length + 1 }));
  return { labels, sizes };
}

interface Fill {
  readonly start: number;
  readonly width: number;
  readonly height: number;
  readonly label: number;
}

/** Labels all that is connected with `start`; how many pixels that is. */
function fill(mask: Uint8Array, labels: Int32Array, { start, width, height, label }: Fill): number {
  const waiting = [start];
  labels[start] = label;
  let size = 0;
  for (let pixel = waiting.pop(); pixel !== undefined; pixel = waiting.pop()) {
    size++;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        const next = v * width + u;
        if (!mask[next] || labels[next] !== 0) continue;
        labels[next] = label;
        waiting.push(next);
      }
  }
  return size;
}
