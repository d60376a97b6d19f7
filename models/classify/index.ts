export { type BoostedTrees, type BoostOptions, fitBoostedTrees, scoreBoostedTrees } from './boostedTrees.ts';
export { boostedClassifier, type Classifier, logisticClassifier, subset } from './classifiers.ts';
export { fitLogistic, type Logistic, predictLogistic, sigmoid } from './logistic.ts';
export { type ClassifierFigures, classifierFigures } from './metrics.ts';
