export { aucAlone } from './aucAlone.ts';
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
  subset,
} from './classifiers.ts';
export { type ClassifierFigures, classifierFigures } from './metrics.ts';
export { type EncodingForm, encodeTable, type TableColumn } from './tableEncoding.ts';
