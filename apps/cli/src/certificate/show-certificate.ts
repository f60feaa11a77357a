import { writeFile } from 'node:fs/promises';
import { TouchstoneError, type ModelSummary } from '#contracts';
import type { ApiClient } from '../client/api-client.js';
import { openApi, type ApiOptions } from '../client/options.js';
import { certificateText } from '../learn/certificate-text.js';

/** What `touchstone certificate` is asked for. */
export interface CertificateOptions extends ApiOptions {
  model?: string;
  html?: string;
  json?: boolean;
}

/** @throws TouchstoneError no-active-model, model-not-found, or the API's. */
export async function showCertificate(station: string, options: CertificateOptions): Promise<void> {
  const api = openApi(options);
  const { id, version, state } = await modelOf(api, station, options.model);
  const certified = await api.certificate(station, id);
  if (options.html !== undefined) {
    await writeFile(options.html, await api.certificatePage(station, id));
    process.stderr.write(`Certificate of model ${version}: ${options.html}\n`);
  }
  if (options.json) process.stdout.write(`${JSON.stringify(certified)}\n`);
  else if (options.html === undefined)
    process.stdout.write(
      `Model ${version} (${state}) of ${station}\n${certificateText(certified.certificate)}\n`,
    );
}

/** The active model, or the one of this id or version. */
async function modelOf(api: ApiClient, station: string, wanted?: string): Promise<ModelSummary> {
  const models = await api.models(station);
  const found = models.find(({ id, version, active }) =>
    wanted === undefined ? active : id === wanted || String(version) === wanted,
  );
  if (found) return found;
  if (wanted === undefined)
    throw new TouchstoneError(
      'no-active-model',
      `Station ${station} has no active model; name one of its ${models.length} with --model, or calibrate it.`,
    );
  throw new TouchstoneError(
    'model-not-found',
    `Station ${station} has no model ${wanted}; there are versions ${models.map(({ version }) => version).join(', ') || 'none'}.`,
  );
}
