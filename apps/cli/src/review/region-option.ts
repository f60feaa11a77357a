import { InvalidArgumentError } from 'commander';
import { regionOfInterest, type RegionOfInterest } from '#contracts';

/** Reads `x,y,width,height` in fractions of the frame. */
export function regionOption(text: string): RegionOfInterest {
  const [x, y, width, height] = text.split(',').map(Number);
  const parsed = regionOfInterest.safeParse({ x, y, width, height });
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(
    'Expected x,y,width,height in fractions of the frame, such as 0.4,0.1,0.2,0.2.',
  );
}
