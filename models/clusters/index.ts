export { type Matrix, matrixOfColumns, oneColumn, stackRows } from '../numeric/matrix.ts';
export { chooseK, isStable, type KFigures } from './chooseK.ts';
export { type FeatureScale, type FeatureTransform, scaleFeatures, unscale } from './features.ts';
export { type KMeans, type KMeansOptions, kMeans } from './kMeans.ts';
export {
  fitSegmentation,
  type Segment,
  type Segmentation,
  type SegmentationFigures,
  type SegmentationFit,
  type SegmentationOptions,
  type SegmentScale,
} from './segmentation.ts';
export { type CodePart, partsOf } from './segmentNames.ts';
export { silhouette } from './silhouette.ts';
export { stability } from './stability.ts';
export { type TamingCuts, tame, tamingCuts } from './tame.ts';
