export {
  defectEmbedding,
  defectLook,
  defectPatches,
  type DefectView,
  worstPatches,
  worstPlaces,
} from './defect-embedding.js';
export { cosineDistance, ExactSearch, type Neighbour, type Metric } from './exact-search.js';
export { adjustedRandIndex } from './groups/agreement.js';
export { dbscan, type DbscanOptions, kneeDistance, noise } from './groups/dbscan.js';
export {
  familyOf,
  type DefectEmbedding,
  type FamilyReach,
  regroup,
  type Regrouping,
  type RegroupOptions,
  startReach,
} from './groups/families.js';
export { chooseKMeans, kMeans, type KMeans, type KMeansOptions } from './groups/k-means.js';
export {
  type DuplicateGroup,
  type DuplicateOptions,
  nearDuplicates,
  type TimedFrame,
} from './groups/near-duplicates.js';
export { silhouette } from './groups/silhouette.js';
export type { MapProgress, MapWatch } from './maps/map-progress.js';
export { nearestAmong, nearestOthers, type Neighbours } from './maps/neighbours.js';
export { placePoints } from './maps/place-points.js';
export { trustworthiness } from './maps/trustworthiness.js';
export { tsne, type TsneMap, type TsneOptions } from './maps/tsne.js';
export { umap, type UmapOptions } from './maps/umap.js';
export {
  type DefectNames,
  fitNames,
  type NamingMethod,
  type NamingOptions,
  type Suggestion,
  suggestName,
} from './names/defect-names.js';
export { decisions, fitLogistic, type LinearClassifier } from './names/logistic-regression.js';
export { countsOf, learnNames, namingReport, type NamingReport } from './names/naming-report.js';
export {
  makeUnit,
  pick,
  squaredDistance,
  unitVectors,
  vectorAt,
  type Vectors,
  vectorsOf,
} from './vectors.js';
