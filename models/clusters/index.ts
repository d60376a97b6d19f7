export { chooseK, type KFigures } from './chooseK.ts';
export { type FeatureScale, type FeatureTransform, type Matrix, scaleFeatures, unscale } from './features.ts';
export { type KMeans, type KMeansOptions, kMeans } from './kMeans.ts';
export { matchLabels } from './matchLabels.ts';
export { silhouette } from './silhouette.ts';
export { stability } from './stability.ts';
