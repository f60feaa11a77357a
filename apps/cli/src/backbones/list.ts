import { listBackbones, type ListedBackbone } from '#embedding';
import type { Settings } from '../settings.js';

/** Prints one line per backbone on standard output, or one JSON array. */
export async function printList(settings: Settings, json: boolean): Promise<void> {
  const found = await listBackbones(settings.backboneFolders);
  if (json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else if (found.length === 0) process.stderr.write('There is no backbone yet.\n');
  else process.stdout.write(found.map(line).join(''));
}

function line({ name, folder, manifest, problem }: ListedBackbone): string {
  if (!manifest) return `${name.padEnd(28)} cannot be used: ${problem}\n`;
  const { width, height } = manifest.inputSize;
  const taps = manifest.taps.map((tap) => tap.layer).join(', ');
  return `${name.padEnd(28)} ${`${width}x${height}`.padEnd(10)} ${taps.padEnd(40)} ${folder}\n`;
}
