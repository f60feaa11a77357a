import type { Certificate } from '#contracts';
import { html, nothing, type Html } from './html.js';
import type { CertificatePageInput } from './input.js';
import { oddNormals } from './odd-normals.js';
import { origin } from './origin.js';
import { promises } from './promises.js';
import { scorePicture } from './score-picture.js';
import { setters } from './setters.js';
import { smallestDefect } from './smallest-defect.js';
import { style } from './style.js';
import { counted, percent, score, time } from './words.js';

/**
 * Writes a model's certificate as one HTML page that can be printed, kept and signed: it loads nothing, runs no script
 * and shows every text escaped. The same input gives the same page.
 */
export function certificatePage(input: CertificatePageInput): string {
  const { manifest, station } = input;
  const name = station.title || station.id;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Certificate: ${name}, model ${manifest.version}</title>
        ${style}
      </head>
      <body>
        <header>
          <p class="soft">Touchstone calibration certificate</p>
          <h1>${name}</h1>
          <p>
            Station ${station.id}, model version ${manifest.version} (${input.state}), made
            ${time(manifest.madeAt)}
          </p>
        </header>
        ${setByHand(input)}${banner(manifest.certificate)}${promises(input)}
        <section>
          <h2>Held-out scores</h2>
          ${scorePicture(manifest.certificate, manifest.limits)}
        </section>
        ${limitsOfPromise(manifest.certificate)}${needed(manifest.certificate)}${oddNormals(input)}${setters(input)}${smallestDefect(input)}${origin(input)}
        <div class="sign">
          <div>Name, date</div>
          <div>Signature</div>
        </div>
        <p class="soft">
          Printed ${time(input.printedAt)}. The hashes above tie this page to the model; the same
          facts are at /v1/stations/${station.id}/models/${manifest.id}/certificate.
        </p>
      </body>
    </html> `.text;
}

/** Says that other limits judge than those that this certificate is of. */
function setByHand({ byHand, manifest }: CertificatePageInput): Html {
  if (byHand === null) return nothing;
  const { warn, reject, by, approvedBy, at, why } = byHand;
  const approved = approvedBy === null ? nothing : html`, approved by ${approvedBy}`;
  return html`<p class="banner">
    Limits set by hand: review ${score(warn)} in place of ${score(manifest.limits.warn)}, reject
    ${score(reject)} in place of ${score(manifest.limits.reject)}; by ${by}${approved}, ${time(at)}:
    ${why}. What is promised below is of the limits that the calibration made.
  </p>`;
}

function banner(certificate: Certificate): Html {
  if (!certificate.provisional) return nothing;
  const missing = Math.max(certificate.reject.partsMissing, certificate.warn.partsMissing);
  return html`<p class="banner">
    Provisional: ${counted(certificate.parts, 'independent part')} are too few for the targets;
    ${counted(missing, 'more part')} needed. ${certificate.warn.widened?.because ?? nothing}
  </p>`;
}

function limitsOfPromise({ cannotPromise }: Certificate): Html {
  if (cannotPromise.length === 0) return nothing;
  return html`<section>
    <h2>What it cannot promise</h2>
    <ul>
      ${cannotPromise.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
  </section>`;
}

function needed({ partsNeeded, parts }: Certificate): Html {
  if (partsNeeded.length === 0) return nothing;
  const row = ({ rate, missing }: Certificate['partsNeeded'][number]) =>
    html`<tr>
      <td>${percent(rate)}</td>
      <td>${missing === 0 ? 'none: can be promised' : counted(missing, 'more part')}</td>
    </tr>`;
  return html`<section>
    <h2>What other rates need</h2>
    <table>
      <thead>
        <tr>
          <th>False-alarm rate</th>
          <th>Beside the ${parts} parts</th>
        </tr>
      </thead>
      <tbody>
        ${partsNeeded.map(row)}
      </tbody>
    </table>
  </section>`;
}
