import { z } from 'zod';
import { TouchstoneError } from '#contracts';
import { scalings, type BackboneAnswers, type Scaling } from '#embedding';

/** The options of `import` and `pull`, as commander gives them. */
export interface AnswerOptions {
  readonly name?: string;
  readonly taps?: string;
  readonly scaling?: string;
  readonly colourOrder?: string;
  readonly size?: string;
  readonly gridStride?: string;
  readonly neighbourhood?: string;
  readonly imagePooling?: string;
  readonly modelVersion?: string;
  readonly description?: string;
  readonly licence?: string;
  readonly source?: string;
  readonly replace?: boolean;
}

const side = z.coerce.number().int().min(1).max(2048).optional();
const checked = z.object({
  colourOrder: z.enum(['rgb', 'bgr']).optional(),
  imagePooling: z.enum(['gap', 'gmp']).optional(),
  gridStride: side,
  neighbourhood: side,
});

/**
 * Reads the options in the manifest's terms; what was not given stays open.
 * @throws TouchstoneError validation-failed naming the option.
 */
export function answersOf(options: AnswerOptions): BackboneAnswers {
  const parsed = checked.safeParse(options);
  if (!parsed.success) throw wrongOption(parsed.error);
  const { colourOrder, imagePooling, gridStride, neighbourhood } = parsed.data;
  return {
    name: options.name,
    version: options.modelVersion,
    description: options.description,
    taps: options.taps === undefined ? undefined : tapsOf(options.taps),
    scaling: options.scaling === undefined ? undefined : scalingOf(options.scaling),
    inputSize: options.size === undefined ? undefined : sizeOf(options.size),
    imageEmbedding: imagePooling && { pooling: imagePooling },
    colourOrder,
    gridStride,
    neighbourhood,
    provenance: {
      ...(options.licence !== undefined && { licence: options.licence }),
      ...(options.source !== undefined && { source: options.source }),
    },
  };
}

/** Reads `layer,layer:bilinear`: each layer with how it comes to the grid, by the mean over blocks if not said. */
export function tapsOf(text: string): NonNullable<BackboneAnswers['taps']> {
  const names = text.split(',').map((name) => name.trim());
  if (names.some((name) => name === ''))
    throw wrong('--taps', text, 'names of layers with commas between');
  return names.map((name) => {
    const bilinear = name.endsWith(':bilinear');
    return { layer: name.replace(/:(bilinear|mean)$/, ''), resize: bilinear ? 'bilinear' : 'mean' };
  });
}

/** Reads one of the named scalings, or `mean,mean,mean/deviation,deviation,deviation` of RGB pixels 0 to 255. */
export function scalingOf(text: string): Scaling {
  const plain = text.replaceAll(' ', '').toLowerCase();
  if (Object.hasOwn(scalings, plain)) return scalings[plain as keyof typeof scalings];
  const three = z.tuple([z.coerce.number(), z.coerce.number(), z.coerce.number()]);
  const parts = plain.split('/').map((part) => three.safeParse(part.split(',')));
  const [mean, deviation] = parts;
  if (
    parts.length === 2 &&
    mean?.success &&
    deviation?.success &&
    deviation.data.every((d) => d > 0)
  )
    return { mean: mean.data, deviation: deviation.data };
  throw wrong('--scaling', text, `${Object.keys(scalings).join(', ')}, or r,g,b/r,g,b`);
}

/** Reads `256` or `320x240`, in pixels. */
export function sizeOf(text: string): { width: number; height: number } {
  const [, width, height] = /^(\d+)(?:x(\d+))?$/.exec(text) ?? [];
  if (width === undefined)
    throw wrong('--size', text, 'pixels such as 256, or width x height such as 320x240');
  return { width: Number(width), height: Number(height ?? width) };
}

function wrong(option: string, given: string, expected: string): TouchstoneError {
  return new TouchstoneError(
    'validation-failed',
    `${option} "${given}" is not understood; expected: ${expected}.`,
  );
}

function wrongOption(error: z.ZodError): TouchstoneError {
  const [issue] = error.issues;
  const option = String(issue?.path[0]).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return new TouchstoneError('validation-failed', `--${option}: ${issue?.message}.`);
}
