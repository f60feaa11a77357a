import { TouchstoneError } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { requestOf } from '../client/push.js';
import { uploadOfFile } from '../client/upload-file.js';

export interface MaskOptions extends ApiOptions, PersonOptions {
  clear?: boolean;
}

/**
 * Sets or clears a station's mask image.
 * @throws TouchstoneError validation-failed unless exactly one of a file and --clear is given; the API's.
 */
export async function setMask(
  station: string,
  file: string | undefined,
  { clear = false, by, ...options }: MaskOptions,
): Promise<void> {
  if (clear === (file !== undefined))
    throw new TouchstoneError('validation-failed', 'Give either a picture or --clear.');
  const api = openApi(options);
  const asked = { path: { station }, query: { by } };
  if (file === undefined) await api.delete('/v1/stations/{station}/mask', asked);
  else {
    const { body } = requestOf(await uploadOfFile({ path: file, name: file }));
    await api.put('/v1/stations/{station}/mask', { ...asked, body });
  }
  process.stdout.write(
    `${station}: the mask picture is ${clear ? 'gone' : 'set'}. The next calibration learns with it; models that are there keep theirs.\n`,
  );
}
