import type { InputChoices } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';
import { inputText } from './input-text.js';

export interface ShowInputOptions extends ApiOptions {
  json?: boolean;
}

export interface SetInputOptions extends ShowInputOptions {
  size?: number;
  second?: number;
}

/** Prints a station's input and the choices with their cost. @throws TouchstoneError the API's. */
export async function showInput(station: string, options: ShowInputOptions): Promise<void> {
  const api = openApi(options);
  const path = { station };
  const found: InputChoices = await api.get('/v1/stations/{station}/inputs', { path });
  process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : `${inputText(found)}\n`);
}

/** Sets the input that the next calibration uses, and prints what it is then. @throws TouchstoneError the API's. */
export async function setInput(station: string, options: SetInputOptions): Promise<void> {
  const { size = null, second = null } = options;
  const body = { input: { size, second } };
  await openApi(options).patch('/v1/stations/{station}', { path: { station }, body });
  await showInput(station, options);
}
