import { writeFile } from 'node:fs/promises';
import type { ModelCertificate } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';
import { whichModel } from '../client/which-model.js';
import { certificateText } from '../learn/certificate-text.js';

/** The options of `touchstone certificate`. */
export interface CertificateOptions extends ApiOptions {
  model?: string;
  html?: string;
  json?: boolean;
}

/** Prints or writes a model's certificate. @throws TouchstoneError no-active-model, model-not-found, or the API's. */
export async function showCertificate(station: string, options: CertificateOptions): Promise<void> {
  const api = openApi(options);
  const { id, version, state } = await whichModel(api, station, options.model);
  const path = { station, model: id };
  const certified = await api.get('/v1/stations/{station}/models/{model}/certificate', { path });
  if (options.html !== undefined) {
    const page = await api.open('/v1/stations/{station}/models/{model}/certificate.html', { path });
    await writeFile(options.html, await page.text());
    process.stderr.write(`Certificate of model ${version}: ${options.html}\n`);
  }
  if (options.json) process.stdout.write(`${JSON.stringify(certified)}\n`);
  else if (options.html === undefined)
    process.stdout.write(
      `Model ${version} (${state}) of ${station}\n${byHandText(certified)}${certificateText(certified.certificate)}\n`,
    );
}

function byHandText({ limitsByHand }: Pick<ModelCertificate, 'limitsByHand'>): string {
  if (limitsByHand === null) return '';
  const { warn, reject, by, at, why } = limitsByHand;
  return `LIMITS SET BY HAND: review ${warn}, reject ${reject}, by ${by} at ${at}: ${why}. What follows is of the calibration's own limits.\n`;
}
