import { expect, test } from 'vitest';
import { countTerms, fitSentiment, predictLinearSentiment } from '../../../models/index.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

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

test('weights are as large as the comments held out ask for', () => {
  // each comment of 60 has one word of its side, of 200 that there are: what it says is lost among the others
  const random = seededRandom(3);
  const word = (side: string, of: number) => `${side}${Math.floor(random() * of)}`;
  const texts = Array.from({ length: 1600 }, (_, i) =>
    [word(i % 2 === 0 ? 'good' : 'bad', 200), ...Array.from({ length: 60 }, () => word('the', 400))].join(
      ' ',
    ),
  );
  const learn = (said: readonly string[]) =>
    fitSentiment(
      countTerms(said),
      Uint8Array.from(said, (_, i) => 1 - (i % 2)),
    );
  const size = ({ weights }: { readonly weights: Float64Array }) => Math.hypot(...weights);
  const noise = learn(texts.map((text) => text.replace(/^\S+ /, '')));
  expect(size(learn(texts))).toBeGreaterThan(3 * size(noise));
});
