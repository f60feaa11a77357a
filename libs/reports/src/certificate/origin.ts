import type { Certificate, ModelManifest } from '#contracts';
import { html, nothing, type Html } from './html.js';
import { counted, percent, score, time } from './words.js';

/** Writes the section on who made the model from what, with the hashes that tie the page to the bytes. */
export function origin({ manifest, state }: { manifest: ModelManifest; state: string }): Html {
  const { certificate, backbone, bank, second } = manifest;
  const { hashes, made } = certificate;
  return html`<section>
    <h2>What it was made from</h2>
    <table>
      <tbody>
        ${fact('Made', made ? `${time(made.at)} by ${made.by}` : time(manifest.madeAt))}
        ${made && made.why !== '' ? fact('Why', made.why) : nothing}
        ${fact('Model', html`version ${manifest.version}, ${state}, <code>${manifest.id}</code>`)}
        ${manifest.extends ? fact('Made by adding normals to', html`<code>${manifest.extends}</code>`) : nothing}
        ${fact('Normals', `${counted(certificate.frames, 'frame')} of ${counted(certificate.parts, 'independent part')}${groupingText(certificate)}`)}
        ${screening(certificate)}
        ${fact('Held out', `in ${certificate.folds} folds by part, each scored by a bank built again without it; seed ${certificate.seed}`)}
        ${fact('Score', `${manifest.score.method}, ${counted(manifest.score.worst, 'worst patch', 'worst patches')}; spread of the held-out scores ${score(manifest.limits.scale)}`)}
        ${fact('Backbone', html`${backbone.name} ${backbone.version}, SHA-256 <code>${backbone.sha256}</code>`)}
        ${fact('Input', `${size(manifest.inputSize)}${manifest.second ? `, fused with ${size(manifest.second.inputSize)}` : ''} pixels`)}
        ${fact('Memory bank', html`${counted(bank.rows, 'row')} of ${bank.dimensions}, SHA-256 <code>${bank.sha256}</code>`)}
        ${second ? fact('Second memory bank', html`${counted(second.bank.rows, 'row')} of ${second.bank.dimensions}, SHA-256 <code>${second.bank.sha256}</code>`) : nothing}
        ${hashes ? fact('Normals, all together', html`SHA-256 <code>${hashes.normals}</code>`) : nothing}
      </tbody>
    </table>
  </section>`;
}

function size({ width, height }: ModelManifest['inputSize']): string {
  return `${width} x ${height}`;
}

function fact(name: string, value: Html | string): Html {
  return html`<tr>
    <th>${name}</th>
    <td>${value}</td>
  </tr>`;
}

function groupingText({ grouping }: Certificate): string {
  if (!grouping) return '';
  const told = [
    [grouping.byPartId, 'by part id'],
    [grouping.byLotAndTime, 'by lot and time'],
    [grouping.byLikeness, 'by likeness'],
    [grouping.alone, 'one frame each'],
  ] as const;
  const said = told.filter(([count]) => count > 0).map(([count, how]) => `${count} ${how}`);
  return said.length === 0 ? '' : ` (told ${said.join(', ')})`;
}

function screening({ screening: screened }: Certificate): Html {
  if (!screened) return nothing;
  const reasons = Object.entries(screened.byReason).map(([reason, count]) => `${count} ${reason}`);
  const missed = screened.expectedMissed;
  return html`${fact('Screened', `${counted(screened.setAside, 'frame')} of ${screened.looked} set aside${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}`)}
  ${missed ? fact('Defects that the screen may have passed', `about ${percent(missed.share)} of them. ${missed.because}`) : nothing}`;
}
