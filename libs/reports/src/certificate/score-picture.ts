import type { Certificate, LimitPromise, Limits } from '#contracts';
import { Html, html } from './html.js';
import { percent, score } from './words.js';

const width = 720;
const left = 52;
const right = 16;
/** Top and bottom of the two panels. */
const bars = { top: 34, bottom: 170 };
const curve = { top: 200, bottom: 330 };
const height = 370;

type Facts = Pick<Certificate, 'heldOutScores' | 'warn' | 'reject'>;

/**
 * Draws the held-out scores as an SVG picture: above how many parts have which score, below the share of parts over
 * each score (logarithmic) with the expected rate and its 95 % interval at both limits. Limits are the same lines in
 * both.
 */
export function scorePicture(facts: Facts, limits: Limits): Html {
  const x = scoreScale(facts.heldOutScores, limits);
  const y = shareScale(facts);
  return html`<svg
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="Held-out scores of ${facts.heldOutScores.length} parts with the limits"
    font-family="inherit"
    font-size="12"
  >
    ${histogram(facts.heldOutScores, x)} ${axis(x)} ${shares(facts.heldOutScores, x, y)}
    ${shareAxis(y)} ${limitLine('warn', limits.warn, facts.warn, x, y)}
    ${limitLine('reject', limits.reject, facts.reject, x, y)}
    <text x="${left}" y="14" fill="#5b6772">parts by held-out score</text>
    <text x="${left}" y="${curve.top - 8}" fill="#5b6772">
      share of parts over the score, with 95 % intervals at the limits
    </text>
  </svg>`;
}

type Scale = ((value: number) => number) & { readonly from: number; readonly to: number };

function scoreScale(scores: readonly number[], limits: Limits): Scale {
  const [low, high] = [Math.min(...scores, limits.warn), Math.max(...scores, limits.reject)];
  const margin = (high - low || Math.abs(high) || 1) * 0.05;
  return linear(low - margin, high + margin, left, width - right);
}

function shareScale({ warn, reject, heldOutScores }: Facts): Scale {
  const least = Math.min(warn.expectedRate, reject.expectedRate, 1 / (heldOutScores.length + 1));
  const scale = linear(Math.log10(least / 3), 0, curve.bottom, curve.top);
  const clipped = (share: number) =>
    scale(Math.max(scale.from, Math.log10(Math.max(share, 1e-12))));
  return Object.assign(clipped, { from: scale.from, to: scale.to });
}

function linear(from: number, to: number, start: number, end: number): Scale {
  const place = (value: number) => start + ((value - from) / (to - from)) * (end - start);
  return Object.assign(place, { from, to });
}

/** Square root of the count, at most forty bars (a rule of thumb that keeps small sets readable). */
function histogram(scores: readonly number[], x: Scale): Html {
  const bins = Math.min(40, Math.max(5, Math.ceil(Math.sqrt(scores.length) * 2)));
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const step = (high - low) / bins || 1;
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of scores) counts[Math.min(bins - 1, Math.floor((value - low) / step))]! += 1;
  const y = linear(0, Math.max(...counts), bars.bottom, bars.top);
  return html`<g fill="#7f9bb3"
    >${counts.map((count, i) => bar(x(low + i * step), x(low + (i + 1) * step), y(count)))}</g
  >`;
}

function bar(from: number, to: number, top: number): Html {
  return html`<rect
    x="${round(from)}"
    y="${round(top)}"
    width="${round(Math.max(1, to - from - 1))}"
    height="${round(bars.bottom - top)}"
  />`;
}

/** Steps down by one part at each score. */
function shares(scores: readonly number[], x: Scale, y: Scale): Html {
  const n = scores.length;
  const steps = scores.map((value, i) => `H${round(x(value))}V${round(y((n - 1 - i) / n))}`);
  return html`<path
    d="M${left} ${round(y(1))}${steps.join('')}"
    fill="none"
    stroke="#4a6a86"
    stroke-width="1.5"
  />`;
}

function axis(x: Scale): Html {
  const ticks = Array.from({ length: 6 }, (_, i) => x.from + ((x.to - x.from) * (i + 0.5)) / 6);
  return html`<g fill="#5b6772" stroke="none" text-anchor="middle">
    <path
      d="M${left} ${bars.bottom}H${width - right}M${left} ${curve.bottom}H${width - right}"
      stroke="#9aa5af"
    />
    ${ticks.map((value) => html`<text x="${round(x(value))}" y="${curve.bottom + 16}">${score(value)}</text>`)}
    <text x="${(left + width - right) / 2}" y="${curve.bottom + 34}">image score</text>
  </g>`;
}

function shareAxis(y: Scale): Html {
  const powers = Array.from({ length: 6 }, (_, i) => -i).filter((power) => power >= y.from);
  return html`<g fill="#5b6772" text-anchor="end"
    >${powers.map((power) => html`<text x="${left - 6}" y="${round(y(10 ** power) + 4)}">${percent(10 ** power)}</text>`)}</g
  >`;
}

const colours = { warn: '#a15c00', reject: '#b3261e' } as const;

function limitLine(
  name: 'warn' | 'reject',
  limit: number,
  { expectedRate, interval95 }: LimitPromise,
  x: Scale,
  y: Scale,
): Html {
  const at = round(x(limit));
  const [low, high] = interval95.map((share) => round(y(share)));
  const label = `${name} ${score(limit)}`;
  const top = name === 'reject' ? 14 : 28;
  return html`<g stroke="${colours[name]}" fill="${colours[name]}">
    <path
      d="M${at} ${top + 4}V${curve.bottom}"
      stroke-dasharray="${name === 'reject' ? 'none' : '5 3'}"
    />
    <path
      d="M${at} ${low!}V${high!}M${at - 5} ${low!}h10M${at - 5} ${high!}h10"
      stroke-width="2.5"
    />
    <circle cx="${at}" cy="${round(y(expectedRate))}" r="4" />
    <text
      x="${Math.min(at + 4, width - right)}"
      y="${top}"
      stroke="none"
      text-anchor="${at > width - 140 ? 'end' : 'start'}"
      >${label}: ${percent(expectedRate)} over it</text
    >
  </g>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
