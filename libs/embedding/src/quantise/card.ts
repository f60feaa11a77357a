import type { BackboneManifest } from '#contracts';
import type { TapErrors } from './tap-errors.js';

/** Writes the model card of a quantised backbone. */
export function cardOf(
  base: BackboneManifest,
  { name, provenance, inputSize }: BackboneManifest,
  { pictures, relative }: TapErrors,
  source: string,
): string {
  const errors = Object.entries(relative).map(
    ([tap, error]) => `| ${tap.replace(/^tap\//, '')} | ${(100 * error).toFixed(1)} % |`,
  );
  return `# ${name}

${base.name} ${base.version} (SHA-256 ${base.sha256}) computing with int8: activations are unsigned bytes with one
scale each, weights signed bytes (seven bits of them, so that no processor cuts off sums) with one scale for each output
channel, sums 32-bit integers; what stands behind the taps computes with float32. Only ONNX Runtime runs it.

- The scales of the activations reach 99.99 % of their values over ${pictures} pictures from ${source}, at
  ${inputSize.width} x ${inputSize.height}.
- It is a backbone of its own. A station that learns with it has its own bank and limits; models made with
  ${base.name} do not run on it.
- Licence of the weights: ${provenance.licence}.

How far its taps are from those of ${base.name} over the same pictures (length of the difference over length of the
value, mean):

| tap | relative error |
| --- | --- |
${errors.join('\n')}

Made by \`touchstone backbones quantise\`. What it costs in image AUROC on parts of your own says
\`touchstone evaluate <folder> --backbone ${name}\`.
`;
}
