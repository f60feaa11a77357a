import type { Certificate } from '#contracts';
import { html, nothing, type Html } from './html.js';
import type { CertificatePageInput } from './input.js';
import { score } from './words.js';

type Setter = Certificate['limitSetters'][number];

/** Shows the parts nearest to each limit, with their pictures: whoever signs should agree that these are good. */
export function setters(input: CertificatePageInput): Html {
  const { limitSetters } = input.manifest.certificate;
  if (limitSetters.length === 0) return nothing;
  return html`<section>
    <h2>The parts that set the limits</h2>
    <p>
      Their held-out scores are nearest to the limits. If one of them is not a good part, take it
      out and calibrate again.
    </p>
    ${group('reject', limitSetters, input)}${group('warn', limitSetters, input)}
  </section>`;
}

function group(limit: Setter['limit'], all: readonly Setter[], input: CertificatePageInput): Html {
  const own = all.filter((setter) => setter.limit === limit);
  if (own.length === 0) return nothing;
  return html`<h3 class="${limit}">${limit} at ${score(input.manifest.limits[limit])}</h3>
    <div class="parts">
      ${own.map((setter) => figure(setter, input.pictures.get(setter.frameId)))}
    </div>`;
}

function figure({ frameId, partId, score: value }: Setter, picture: string | undefined): Html {
  const shown = picture
    ? html`<img src="${picture}" alt="Part ${partId ?? frameId}" />`
    : html`<div class="gone">no picture: the normal was deleted since</div>`;
  return html`<figure>
    ${shown}
    <figcaption>
      ${partId ?? frameId}<br /><span class="soft">score ${score(value)}</span>
    </figcaption>
  </figure>`;
}
