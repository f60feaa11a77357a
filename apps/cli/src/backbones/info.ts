import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BackboneManifest } from '#contracts';
import {
  findBackbone,
  layersOf,
  listOperations,
  readLayersModel,
  resolveBackbone,
} from '#embedding';
import type { Settings } from '../settings.js';

/** Prints what a backbone's manifest says, or with `layers` the names and types of its layers. */
export async function printInfo(
  name: string,
  settings: Settings,
  { json, layers }: { json?: boolean; layers?: boolean },
): Promise<void> {
  if (name.toLowerCase().endsWith('.onnx')) return printOperations(name);
  if (layers) return printTaps(name, settings);
  const { folder, manifest, guesses } = await resolveBackbone(name, settings.backboneFolders);
  for (const guess of guesses) process.stderr.write(`  guessed: ${guess}\n`);
  process.stdout.write(
    json ? `${JSON.stringify(manifest, null, 2)}\n` : described(manifest, folder),
  );
}

/**
 * Prints the layers that can be tapped; of a backbone that came as an ONNX file only what stands above its taps was
 * kept.
 */
async function printTaps(name: string, settings: Settings): Promise<void> {
  const folder = await findBackbone(name, settings.backboneFolders);
  const file = join(folder, 'model.onnx');
  if (existsSync(file)) await printOperations(file);
  else await printLayers(folder);
}

async function printOperations(file: string): Promise<void> {
  for (const { name, type } of await listOperations(file))
    process.stdout.write(`${name.padEnd(60)} ${type}\n`);
}

async function printLayers(folder: string): Promise<void> {
  const { topology } = await readLayersModel(folder);
  for (const { name, className } of layersOf(topology))
    process.stdout.write(`${name.padEnd(40)} ${className}\n`);
}

function described(manifest: BackboneManifest, folder: string): string {
  const { inputSize, scaling, provenance, imageEmbedding } = manifest;
  const facts: [string, string][] = [
    ['name', `${manifest.name}, version ${manifest.version}`],
    ['description', manifest.description],
    ['folder', folder],
    ['sha256', manifest.sha256],
    ['input', `${inputSize.width} x ${inputSize.height} ${manifest.colourOrder.toUpperCase()}`],
    [
      'scaling',
      `mean ${scaling.mean.join(' ')}, deviation ${scaling.deviation.join(' ')} of 0 to 255`,
    ],
    ['taps', manifest.taps.map((tap) => `${tap.layer} (${tap.resize})`).join(', ')],
    ['patch', `${manifest.gridStride} pixels, neighbourhood ${manifest.neighbourhood}`],
    ['image embedding', imageEmbedding.pooling],
    ['source', provenance.source],
    ['licence', provenance.licence],
    ['note', provenance.note],
  ];
  return facts
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label.padEnd(16)} ${value}\n`)
    .join('');
}
