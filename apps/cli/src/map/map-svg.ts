import { escaped } from '../evaluate/report/escaped.js';
import type { Mapped } from './mapped.js';

const [width, height, margin, legendWidth] = [900, 640, 24, 220];
/**
 * The colours of the folders, told apart also without full colour sight (Okabe and Ito, 2008), then turned around the
 * colour wheel.
 */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8c510a'];

/** Draws the map as one SVG picture: a point each, coloured by folder, with a legend. */
export function mapSvg(points: readonly Mapped[]): string {
  const groups = [...new Set(points.map(({ group }) => group))].sort();
  const colourOf = new Map(groups.map((group, i) => [group, colourAt(i)]));
  const place = placing(points);
  const radius = points.length > 5000 ? 1.5 : points.length > 800 ? 2.5 : 4;
  const circles = points.map((point, i) => {
    const { x, y } = place(point);
    const colour = colourOf.get(point.group)!;
    return `<circle data-i="${i}" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius}" fill="${colour}"><title>${escaped(point.file)}</title></circle>`;
  });
  const legend = groups.map((group, i) => {
    const count = points.filter((point) => point.group === group).length;
    const y = margin + 22 * i + 8;
    return `<circle cx="${width + 8}" cy="${y}" r="6" fill="${colourAt(i)}"/><text x="${width + 22}" y="${y + 5}">${escaped(group)} (${count})</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width + legendWidth} ${height}" font-family="system-ui,sans-serif" font-size="14" fill="#1b1f24">
<rect width="100%" height="100%" fill="#fff"/>
<g fill-opacity="0.8">${circles.join('\n')}</g>
${legend.join('\n')}
</svg>
`;
}

function colourAt(i: number): string {
  return colours[i] ?? `hsl(${(i * 137.5) % 360} 60% 45%)`;
}

/** Places the points by one scale for both axes: distances on a map mean the same in every direction. */
function placing(points: readonly Mapped[]) {
  const span = (values: number[]) => [Math.min(...values), Math.max(...values)] as const;
  const [left, right] = span(points.map(({ x }) => x));
  const [low, high] = span(points.map(({ y }) => y));
  const scale = Math.min(
    (width - 2 * margin) / (right - left || 1),
    (height - 2 * margin) / (high - low || 1),
  );
  return ({ x, y }: Mapped) => ({
    x: width / 2 + (x - (left + right) / 2) * scale,
    y: height / 2 - (y - (low + high) / 2) * scale,
  });
}
