import type { CameraReference } from '#contracts';
import { cameraReferenceOf, decode, measureQuality } from '#images';
import type { Normal } from './embed-normals.js';
import type { View } from '#inspection';

/** Normals that are compared with each other; more would agree on the same picture. */
const compared = 12;

/**
 * Chooses the picture that a station's frames are compared with: of up to twelve normals, evenly over all, the one that
 * the others match best. Normals that cannot be decoded are left to `learn` to complain of. The same normals give the
 * same reference. Null where none can be decoded.
 */
export async function chooseReference(
  normals: readonly Normal[],
  {
    size,
    regionOfInterest,
    significantBits,
  }: Pick<View, 'size' | 'regionOfInterest' | 'significantBits'>,
): Promise<CameraReference | null> {
  const step = Math.max(1, normals.length / compared);
  const some = Array.from({ length: Math.min(compared, normals.length) }, (_, i) => normals[Math.floor(i * step)]!); // prettier-ignore
  const tried = await Promise.allSettled(
    some.map(async (normal) =>
      decode(await normal.bytes(), { ...size, regionOfInterest, significantBits }),
    ),
  );
  const images = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const agreement = images.map((image) => {
    const reference = cameraReferenceOf(image);
    const matches = images.map((other) => measureQuality(other, reference).match);
    return { reference, match: matches.reduce((sum, match) => sum + match, 0) };
  });
  const best = agreement.reduce<(typeof agreement)[number] | null>(
    (found, one) => (found !== null && found.match >= one.match ? found : one),
    null,
  );
  return best?.reference ?? null;
}
