export {
  type BoostedTrees,
  type BoostOptions,
  fitBoostedTrees,
  scoreBoostedTrees,
  treeContributions,
} from './boostedTrees.ts';
export { type Calibration, calibrate, fitCalibration, noCalibration } from './calibration.ts';
export {
  boostedClassifier,
  type Classifier,
  type ClassifierOptions,
  type ClassifierParameters,
  chancesOf,
  contributionsOf,
  fitBoostedClassifier,
  fitLogisticClassifier,
  logisticClassifier,
  logOddsOf,
  subset,
} from './classifiers.ts';
export type { Tree } from './growTree.ts';
export { fitLogistic, type Logistic } from './logistic.ts';
export { type ClassifierFigures, classifierFigures } from './metrics.ts';
export { type EncodingForm, encodeTable, type TableColumn } from './tableEncoding.ts';
