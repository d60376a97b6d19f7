import { expect, test } from 'vitest';
import { countTerms, fitSentiment, predictLinearSentiment } from '../../../models/index.ts';

test('a model of more terms than a call takes arguments gives chances', () => {
  const terms = Array.from({ length: 200_000 }, (_, i) => (i === 7 ? 'w:good' : `w:t${i}`));
  const model = { terms, idf: terms.map(() => 1), weights: terms.map(() => 2), intercept: -1 };
  const [good, other] = predictLinearSentiment(model, ['good', '…']);
  expect(good).toBeCloseTo(1 / (1 + Math.exp(-1)), 9);
  expect(other).toBeCloseTo(1 / (1 + Math.exp(1)), 9);
});

test('which of equally frequent terms are learned does not depend on the order of the comments', () => {
  const texts = ['aa bb', 'aa bb', 'cc dd', 'cc dd', 'ee ff', 'ee ff', 'gg hh', 'gg hh'];
  const learned = (order: readonly number[]) => {
    const counted = countTerms(order.map((i) => texts[i] as string));
    const labels = Uint8Array.from(order, (i) => (i >> 1) % 2);
    const { terms } = fitSentiment(counted, labels, { leastComments: 2, mostTerms: 6 });
    return Array.from(terms, (term) => counted.names[term]).sort();
  };
  const forth = [...texts.keys()];
  expect(learned(forth.toReversed())).toEqual(learned(forth));
  expect(learned(forth)).toHaveLength(6);
});
