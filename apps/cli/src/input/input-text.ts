import type { InputChoices, SeenInputs } from '#contracts';

/** Writes a station's input, and the choices with their cost, for people. */
export function inputText({ settings, inUse, choices }: InputChoices): string {
  const beside = inUse === null ? '256 x 256' : 'the input in use';
  return [
    `set: ${settings.size ?? "the backbone's own size"}${settings.second === null ? '' : ` fused with ${settings.second}`}, from the next calibration on`,
    `in use: ${inUse === null ? 'no active model' : sizesText(inUse)}`,
    '',
    `size  second  cost of a frame beside ${beside}`,
    ...choices.map(
      ({ size, second, costFactor, active }) =>
        `${String(size).padEnd(4)}  ${String(second ?? '-').padEnd(6)}  ${costFactor.toFixed(2)} times${active ? '  (in use)' : ''}`,
    ),
  ].join('\n');
}

/** Writes the size at which a frame is seen. */
export function sizesText({ width, height, second }: SeenInputs): string {
  const first = `${width} x ${height}`;
  return second ? `${first} fused with ${second.width} x ${second.height}` : first;
}
