import type { OddNormal } from '#contracts';
import { html, nothing, type Html } from './html.js';
import type { CertificatePageInput } from './input.js';
import { counted, score } from './words.js';

/** Shows the parts with the highest scores, with where they are odd, and the limits without them. */
export function oddNormals(input: CertificatePageInput): Html {
  const { oddNormals: odd, rare } = input.manifest.certificate;
  if (odd.length === 0) return nothing;
  const left = rare
    ? html`<p>
        ${counted(rare.parts, 'further part')} called rare but good by a person: in the bank, and
        left out of the limits. ${rare.over.reject} of them would be called defect.
      </p>`
    : nothing;
  return html`<section>
    <h2>The oddest parts</h2>
    <p>The limits hang on these parts. Left out, one after the other, they would be as shown.</p>
    <div class="parts">${odd.map((one) => figure(one, input.pictures.get(one.frameId)))}</div>
    ${left}
  </section>`;
}

function figure(odd: OddNormal, picture: string | undefined): Html {
  const { frameId, partId, place, without, withoutOdder } = odd;
  const shown = picture
    ? html`<img src="${picture}" alt="Part ${partId ?? frameId}" />`
    : html`<div class="gone">no picture: the normal was deleted since</div>`;
  return html`<figure>
    ${shown}
    <figcaption>
      ${partId ?? frameId}<br />
      <span class="soft"
        >score ${score(odd.score)}, ${odd.spreads.toFixed(1)} spreads over the middle; oddest at row
        ${place.row + 1} of ${place.rows}, column ${place.column + 1} of ${place.columns}:
        ${score(place.patchScore)}, others at most ${score(place.highest)}. Without it: review
        ${score(without.warn)}, reject ${score(without.reject)}; without all up to it: review
        ${score(withoutOdder.warn)}, reject ${score(withoutOdder.reject)}</span
      >
    </figcaption>
  </figure>`;
}
