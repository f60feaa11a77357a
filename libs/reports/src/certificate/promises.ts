import { type AlarmTarget, type LimitPromise, rateOf } from '#contracts';
import { html, nothing, type Html } from './html.js';
import type { CertificatePageInput } from './input.js';
import { counted, ofManyParts, percent, score } from './words.js';

/** Writes the section on what the limits promise: first in plain words, then as a table. */
export function promises(input: CertificatePageInput): Html {
  const { certificate, limits } = input.manifest;
  const { targets } = input.station;
  return html`<section>
    <h2>What it promises</h2>
    <p class="lead">${inWords('called defect', certificate.reject)}</p>
    <p class="lead">${inWords('called defect or put to review', certificate.warn)}</p>
    <table>
      <thead>
        <tr>
          <th>Limit</th>
          <th class="number">Score</th>
          <th class="number">Target</th>
          <th class="number">Expected rate</th>
          <th class="number">95 % interval</th>
          <th>How</th>
        </tr>
      </thead>
      <tbody>
        ${row('reject', limits.reject, certificate.reject, targets.reject)}${row('warn', limits.warn, certificate.warn, targets.review)}
      </tbody>
    </table>
    ${fallbacks(certificate.reject, certificate.warn)}
  </section>`;
}

function inWords(what: string, { expectedRate, interval95, extrapolated }: LimitPromise): string {
  const [low, high] = interval95;
  const basis = extrapolated ? ', if the tail goes on as it was fitted' : '';
  return (
    `Of further good parts like those it was made from, ${ofManyParts(expectedRate)} are expected to be ${what} ` +
    `(${percent(expectedRate)})${basis}; the true rate lies between ${percent(low)} and ${percent(high)} with 95 % confidence.`
  );
}

function row(
  name: 'reject' | 'warn',
  limit: number,
  promise: LimitPromise,
  asked: AlarmTarget,
): Html {
  const [low, high] = promise.interval95;
  return html`<tr>
    <td class="${name}">${name}</td>
    <td class="number">${score(limit)}</td>
    <td class="number">${percent(promise.target)}${budget(promise, asked)}</td>
    <td class="number">${percent(promise.expectedRate)}</td>
    <td class="number">${percent(low)} to ${percent(high)}</td>
    <td>
      ${howText(promise)}${promise.provisional ? html`<br /><strong>provisional: ${counted(promise.partsMissing, 'more part')} needed</strong>` : nothing}
    </td>
  </tr>`;
}

function budget(promise: LimitPromise, asked: AlarmTarget): Html {
  if (typeof asked === 'number' || Math.abs(rateOf(asked) - promise.target) > 1e-12) return nothing;
  return html`<br /><span class="soft"
      >${counted(asked.falseAlarms, 'false alarm')} a ${asked.per} of
      ${counted(asked.parts, 'part')}</span
    >`;
}

function howText({ method, j, parts, tail, extrapolated }: LimitPromise): string {
  if (extrapolated && tail)
    return (
      `extrapolated: generalised Pareto tail over the ${tail.exceedances} largest of ${parts} scores ` +
      `(shape ${score(tail.shape)}, Anderson-Darling p = ${score(tail.pValue)})`
    );
  if (j === 1) return `${method}: the largest of ${parts} held-out part scores`;
  return `${method}: number ${j} from the top of ${parts} held-out part scores`;
}

function fallbacks(...promised: readonly LimitPromise[]): Html {
  const reasons = new Set(
    promised.flatMap(({ fallback }) => (fallback === null ? [] : [fallback])),
  );
  return html`${[...reasons].map((reason) => html`<p class="soft">${reason}</p>`)}`;
}
