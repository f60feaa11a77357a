import type { InputChoice, InputSettings, SeenInputs } from '#contracts';

/** The inputs that are offered; any multiple of 32 may be set. */
const offered: readonly { size: number; second: number | null }[] = [
  { size: 256, second: null },
  { size: 384, second: null },
  { size: 384, second: 256 },
  { size: 512, second: null },
  { size: 512, second: 256 },
  { size: 512, second: 384 },
];
const usual: SeenInputs = { width: 256, height: 256, second: null };

/**
 * Returns the inputs to choose from, the cheapest first, each with its cost beside that of the input in use; where none
 * is, beside 256 x 256.
 */
export function choicesBeside(inUse: SeenInputs | null): InputChoice[] {
  const base = pixelsOf(inUse ?? usual);
  const choices = offered.map(({ size, second }) => {
    const inputs = squares({ size, second });
    const active = inUse !== null && sameInputs(inputs, inUse);
    return { size, second, costFactor: pixelsOf(inputs) / base, active };
  });
  return choices.sort((a, b) => a.costFactor - b.costFactor);
}

function squares({ size, second }: { size: number; second: InputSettings['second'] }): SeenInputs {
  const small = second === null ? null : { width: second, height: second };
  return { width: size, height: size, second: small };
}

/** The multiply-adds of a convolutional network, and the patches that are compared with the bank, go with them. */
function pixelsOf({ width, height, second }: SeenInputs): number {
  return width * height + (second === null ? 0 : second.width * second.height);
}

function sameInputs(a: SeenInputs, b: SeenInputs): boolean {
  return JSON.stringify([a.width, a.height, a.second?.width]) === JSON.stringify([b.width, b.height, b.second?.width]); // prettier-ignore
}
