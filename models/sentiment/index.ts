export { beatsShare } from './beatsShare.ts';
export { type CountedTexts, countTerms, textsWhere } from './countedTexts.ts';
export {
  fitSentiment,
  type LinearSentiment,
  linearSentiment,
  predictLinearSentiment,
  predictSentiment,
  type Sentiment,
  type Vocabulary,
} from './sentiment.ts';
export { type Theme, themesOf } from './themes.ts';
