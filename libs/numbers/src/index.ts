export { areaUnderRoc } from './area-under-roc.js';
export {
  float16Bytes,
  float16Values,
  fromFloat16,
  roundedToFloat16,
  toFloat16,
} from './float16.js';
export { placesBy } from './places-by.js';
export { quantile } from './quantile.js';
export { seededRandom } from './seeded-random.js';
export { seededShuffle, shuffledPlaces } from './seeded-shuffle.js';
export { spread } from './spread.js';
export { distanceErrorBound, smallest, squaredDistance, squaredNorms } from './squared-distance.js';
export { type Random, randomOf, shuffled } from './random-streams.js';
export { sha256Of } from './sha256.js';
