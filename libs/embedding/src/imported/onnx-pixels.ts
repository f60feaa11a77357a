import { TouchstoneError } from '#contracts';
import { inputsOf, type OnnxModel } from '#tensors';

/** The one input of a network for pictures. */
export interface OnnxPixels {
  readonly name: string;
  readonly channelsLast: boolean;
  /** Sizes that the network was exported for; open ones are undefined. */
  readonly batch: number | undefined;
  readonly height: number | undefined;
  readonly width: number | undefined;
}

/**
 * Returns where an ONNX network takes its pictures.
 * @throws TouchstoneError backbone-invalid unless it has one float32 input of three channels, batch 1 or open.
 */
export function onnxPixels(model: OnnxModel): OnnxPixels {
  const inputs = inputsOf(model);
  const [input] = inputs;
  if (!input || inputs.length > 1)
    throw refused(
      `has the inputs ${inputs.map(({ name }) => `"${name}"`).join(', ') || 'none'}, not one for pictures`,
    );
  const { name, type, sizes } = input;
  if (type !== 'float32')
    throw refused(`takes ${type ?? 'another type'} at "${name}"; export it with a float32 input`);
  if (sizes.length !== 4)
    throw refused(`takes ${sizes.length} axes at "${name}", not [n, 3, height, width]`);
  const channelsLast = sizes[3] === 3 && sizes[1] !== 3;
  const channels = sizes[channelsLast ? 3 : 1];
  if (channels !== undefined && channels !== 3)
    throw refused(`takes ${channels} channels at "${name}", not three colours`);
  const [batch] = sizes;
  if (batch !== undefined && batch !== 1)
    throw refused(`takes ${batch} pictures at once; export it with an open batch or with 1`);
  const [height, width] = channelsLast ? [sizes[1], sizes[2]] : [sizes[2], sizes[3]];
  return { name, channelsLast, batch, height, width };
}

/**
 * Refuses a size that the network was not exported for.
 * @throws TouchstoneError backbone-invalid where the network was exported for another size.
 */
export function refuseOtherSize(
  { height, width }: OnnxPixels,
  size: { width: number; height: number },
): void {
  if ((height ?? size.height) === size.height && (width ?? size.width) === size.width) return;
  throw refused(
    `was exported for ${width ?? 'any width'} x ${height ?? 'any height'} and cannot see ${size.width} x ${size.height}; ` +
      'export it with open sizes (dynamic axes), or use the size that it has',
  );
}

function refused(why: string): TouchstoneError {
  return new TouchstoneError('backbone-invalid', `The ONNX network ${why}.`);
}
