/** An integer q stands for (q - zero) * scale. */
export interface Steps {
  readonly scale: number;
  readonly zero: number;
}

/**
 * Returns the steps of unsigned bytes over a range that holds zero, which stays exactly zero: padding and ReLU need it.
 */
export function activationSteps({ least, most }: { least: number; most: number }): Steps {
  const scale = Math.fround(Math.max(most - least, 1e-6) / 255);
  return { scale, zero: Math.max(0, Math.min(255, Math.round(-least / scale))) };
}

/** Returns the steps of a network's input: those of the bytes themselves where all colours are scaled alike. */
export function pixelSteps({
  mean,
  deviation,
}: {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}): Steps {
  const alike = [mean, deviation].every((three) => three.every((value) => value === three[0]));
  if (alike && mean[0]! >= 0 && mean[0]! <= 255)
    return { scale: Math.fround(1 / deviation[0]!), zero: Math.round(mean[0]!) };
  const least = Math.min(...mean.map((value, c) => -value / deviation[c]!));
  const most = Math.max(...mean.map((value, c) => (255 - value) / deviation[c]!));
  return activationSteps({ least: Math.min(0, least), most: Math.max(0, most) });
}

/** A weight in signed bytes, each of `channels` with a scale of its own and zero at zero. */
export interface ByteWeights {
  readonly values: Int8Array;
  readonly scales: Float32Array;
}

/**
 * Returns the steps of weights; `channelOf` gives the output channel of the i-th number; `most` is 127 for eight bits.
 */
export function weightSteps(
  values: Float32Array,
  channels: number,
  channelOf: (i: number) => number,
  most: number,
): ByteWeights {
  const largest = new Float64Array(channels);
  values.forEach((value, i) => {
    const channel = channelOf(i);
    largest[channel] = Math.max(largest[channel]!, Math.abs(value));
  });
  const scales = Float32Array.from(largest, (peak) => Math.max(peak, 1e-8) / most);
  const bytes = Int8Array.from(values, (value, i) => {
    const steps = Math.round(value / scales[channelOf(i)]!);
    return Math.max(-most, Math.min(most, steps));
  });
  return { values: bytes, scales };
}
