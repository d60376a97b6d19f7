export { fitSentiment, predictSentiment, type Sentiment } from './sentiment.ts';
export { termsOf } from './terms.ts';
