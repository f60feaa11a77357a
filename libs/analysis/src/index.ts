export { adjustedRandIndex } from './agreement.js';
export { areaUnderRoc } from './area-under-roc.js';
export { dbscan, kneeDistance, noise, type DbscanOptions } from './dbscan.js';
export {
  defectEmbedding,
  defectLook,
  defectPatches,
  worstPatches,
  worstPlaces,
  type DefectView,
} from './defect-embedding.js';
export {
  fitNames,
  suggestName,
  type DefectNames,
  type NamingMethod,
  type NamingOptions,
  type Suggestion,
} from './defect-names.js';
export { cosineDistance, ExactSearch, type Found, type Metric } from './exact-search.js';
export {
  familyOf,
  type Look,
  type LookFamily,
  regroup,
  type RegroupOptions,
  type Regrouping,
  startReach,
} from './families.js';
export { chooseKMeans, kMeans, type KMeans, type KMeansOptions } from './k-means.js';
export { decisions, fitLogistic, type LinearClassifier } from './logistic-regression.js';
export type { MapProgress, MapWatch } from './maps/map-progress.js';
export { nearestAmong, nearestOthers, type Neighbours } from './maps/neighbours.js';
export { placePoints } from './maps/place-points.js';
export { trustworthiness } from './maps/trustworthiness.js';
export { tsne, type TsneMap, type TsneOptions } from './maps/tsne.js';
export { umap, type UmapOptions } from './maps/umap.js';
export {
  nearDuplicates,
  type DuplicateGroup,
  type DuplicateOptions,
  type TimedFrame,
} from './near-duplicates.js';
export { countsOf, learnNames, namingReport, type NamingReport } from './naming-report.js';
export { seededRandom, shuffledPlaces } from './random.js';
export { silhouette } from './silhouette.js';
export {
  makeUnit,
  pick,
  squaredDistance,
  unitVectors,
  vectorAt,
  vectorsOf,
  type Vectors,
} from './vectors.js';
