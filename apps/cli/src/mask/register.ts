import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import type { MaskOptions } from './set-mask.js';

/** Registers `touchstone mask`: what of a station's frames is ignored, as a picture. Polygons are station settings. */
export function registerMask(program: Command): void {
  const mask = program
    .command('mask <station> [file]')
    .description(
      "Set what is ignored of a station's frames, as a picture over the whole frame: white counts, black is ignored. " +
        'The next calibration learns with it',
    )
    .option('--clear', 'take the mask picture away; polygons in the settings stay');
  withApiOptions(withPerson(mask)).action(
    async (station: string, file: string | undefined, options: MaskOptions) => {
      const { setMask } = await import('./set-mask.js');
      await setMask(station, file, options);
    },
  );
}
