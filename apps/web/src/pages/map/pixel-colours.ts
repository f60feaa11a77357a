import type { Colouring } from './colouring.js';

/** The opacity of points that are not picked while others are, 0 to 255. */
const faded = 0x30;

/** Returns each point's colour as `0xAABBGGRR`; while some are picked, the others are faint. */
export function pixelColours(
  { kinds, kindOf }: Colouring,
  picked: ReadonlySet<number>,
): Uint32Array {
  const solid = kinds.map(({ colour }) => pixelOf(colour));
  return Uint32Array.from(kindOf, (kind, i) => {
    const colour = solid[kind]!;
    return picked.size === 0 || picked.has(i)
      ? colour
      : ((faded << 24) | (colour & 0xffffff)) >>> 0;
  });
}

let pen: CanvasRenderingContext2D | null = null;

/** A CSS colour as a canvas draws it. */
function pixelOf(css: string): number {
  pen ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext(
    '2d',
    {
      willReadFrequently: true,
    },
  )!;
  pen.fillStyle = css;
  pen.fillRect(0, 0, 1, 1);
  return new Uint32Array(pen.getImageData(0, 0, 1, 1).data.buffer)[0]!;
}
