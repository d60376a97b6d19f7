export { beatsShare } from './beatsShare.ts';
export { type CountedTexts, countTerms, textsWhere } from './countedTexts.ts';
export { heldOutChances } from './heldOutChances.ts';
export { type LinearSentiment, linearSentiment, predictLinearSentiment } from './linearSentiment.ts';
export { fitSentiment, predictSentiment, type Sentiment } from './sentiment.ts';
export type { Vocabulary } from './termRows.ts';
export { speaksOf, type Theme, themesOf } from './themes.ts';
