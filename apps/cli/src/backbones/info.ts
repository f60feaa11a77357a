import type { BackboneManifest } from '#contracts';
import { findBackbone, layersOf, readLayersModel, resolveBackbone } from '#embedding';
import type { Settings } from '../settings.js';

/** What a backbone's manifest says, or with `layers` the names and types of its layers. */
export async function printInfo(
  name: string,
  settings: Settings,
  { json, layers }: { json?: boolean; layers?: boolean },
): Promise<void> {
  if (layers) return printLayers(await findBackbone(name, settings.backboneFolders));
  const { folder, manifest, guesses } = await resolveBackbone(name, settings.backboneFolders);
  for (const guess of guesses) process.stderr.write(`  guessed: ${guess}\n`);
  process.stdout.write(
    json ? `${JSON.stringify(manifest, null, 2)}\n` : described(manifest, folder),
  );
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
