import type { DetectionCurve, SmallestDefect } from '#contracts';
import { html, nothing, type Html } from './html.js';
import type { CertificatePageInput } from './input.js';
import { counted, percent, score, time } from './words.js';

/** Shows which pasted marks the model finds, marked as synthetic; nothing where nobody asked. */
export function smallestDefect({ smallestDefect: found }: CertificatePageInput): Html {
  if (found === null) return nothing;
  const { normals, marks, limits, unmarked, at } = found;
  return html`<section>
    <h2>Smallest mark that is found (synthetic)</h2>
    <p>
      Round marks of even brightness pasted on good parts, each scored by a bank without its part:
      ${counted(marks, 'mark')} on ${counted(normals, 'normal')}, judged at review
      ${score(limits.warn)} and reject ${score(limits.reject)}, ${time(at)}. They say what sizes and
      contrasts are seen where, and are no promise about real defects. Without a mark
      ${unmarked['not-passed']} of these parts are not passed.
    </p>
    <table>
      <thead>
        <tr>
          <th>Contrast</th>
          <th>Found means</th>
          <th>a50</th>
          <th>a90</th>
          <th>a90/95</th>
        </tr>
      </thead>
      <tbody>
        ${found.curves.map(row)}
      </tbody>
    </table>
    <p class="soft">
      Diameters in shares of the shorter side of what is inspected, found 50 and 90 times in 100,
      and 90 times in 100 at a confidence of 95 % (MIL-HDBK-1823A, likelihood ratio). A dash: not
      within the sizes tried.
    </p>
    ${places(found)}
  </section>`;
}

function row({ contrast, foundAs, a50, a90, a9095 }: DetectionCurve): Html {
  const size = (value: number | null) => (value === null ? '–' : percent(value));
  return html`<tr>
    <td>${contrast} of 255</td>
    <td>${foundAs === 'defect' ? 'called defect' : 'not passed'}</td>
    <td>${size(a50)}</td>
    <td>${size(a90)}</td>
    <td>${size(a9095)}</td>
  </tr>`;
}

function places({ places: { rows, columns, cells } }: SmallestDefect): Html {
  const line = (r: number) =>
    html`<tr>
      ${cells
        .slice(r * columns, (r + 1) * columns)
        .map(
          ({ found, tried }) => html`<td>${tried === 0 ? 'masked' : percent(found / tried)}</td>`,
        )}
    </tr>`;
  return html`<p>Marks of all sizes and contrasts that were not passed, by place:</p>
    <table>
      <tbody>
        ${Array.from({ length: rows }, (_, r) => line(r))}
      </tbody>
    </table>`;
}
