import { expect, test } from 'vitest';
import {
  countTerms,
  fitSentiment,
  heldOutChances,
  linearSentiment,
  predictLinearSentiment,
} from '../../../models/index.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

test('a model of more terms than a call takes arguments gives chances', () => {
  const terms = Array.from({ length: 200_000 }, (_, i) => (i === 7 ? 'w:good' : `w:t${i}`));
  const model = { terms, idf: terms.map(() => 1), weights: terms.map(() => 2), intercept: -1, share: 0.4 };
  const [good, other] = predictLinearSentiment(model, ['good', '…']);
  expect(good).toBeCloseTo(1 / (1 + Math.exp(-1)), 9);
  expect(other).toBe(0.4);
});

/** Comments of ten words each, of which a satisfied one has `good`, and some by their own words alone. */
function withOwnWords(random: () => number, own: readonly { text: string; times: number; label: number }[]) {
  const said = Array.from({ length: 400 }, (_, i) => {
    const others = Array.from({ length: 9 }, () => 'abcdefghij'[Math.floor(random() * 10)]);
    return { text: [i % 4 === 0 ? 'bad' : 'good', ...others].join(' '), label: i % 4 === 0 ? 0 : 1 };
  });
  const all = [...said, ...own.flatMap(({ text, times, label }) => Array(times).fill({ text, label }))];
  return { texts: all.map(({ text }) => text), labels: Uint8Array.from(all, ({ label }) => label) };
}

test('a comment without any learned term has the share of the comments learned from for its chance', () => {
  const { texts, labels } = withOwnWords(seededRandom(8), []);
  const model = linearSentiment(fitSentiment(countTerms(texts), labels));
  const [emoji, cyrillic, good] = predictLinearSentiment(model, ['🌈🌈', 'спасибо', 'good']);
  expect(emoji).toBe(0.75);
  expect(cyrillic).toBe(0.75);
  expect(good).toBeGreaterThan(0.95);
});

test('held out, it has the share of the other folds, however often it is said', () => {
  const { texts, labels } = withOwnWords(seededRandom(9), [
    { text: '👍👍👍', times: 40, label: 1 },
    { text: '😡😡', times: 6, label: 0 },
  ]);
  const fold = Uint8Array.from(texts, (text, i) => (text === '👍👍👍' ? 0 : text === '😡😡' ? 1 : i % 3));
  const chances = heldOutChances(countTerms(texts), labels, fold, 3);
  const shareBut = (held: number) => {
    const others = labels.filter((_, i) => fold[i] !== held);
    return others.reduce((sum, one) => sum + one, 0) / others.length;
  };
  expect(chances[texts.indexOf('👍👍👍')]).toBeCloseTo(shareBut(0), 12);
  expect(chances[texts.indexOf('😡😡')]).toBeCloseTo(shareBut(1), 12);
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

/** Comments of seven words of few letters, of which one has a stem of its side and an ending: hardly any comes twice. */
function inflected(random: () => number, n: number, stems: readonly [string, string]) {
  const ending = () => Array.from({ length: 4 }, () => 'abcd'[Math.floor(random() * 4)]).join('');
  const labels = Uint8Array.from({ length: n }, () => (random() < 0.5 ? 1 : 0));
  const texts = Array.from(labels, (label) =>
    [
      `${stems[label === 1 ? 1 : 0]}${ending()}`,
      ...Array.from({ length: 6 }, () => ending() + ending()),
    ].join(' '),
  );
  return { texts, labels };
}

test('parts of words tell what is common to the forms of a word', () => {
  const random = seededRandom(4);
  const { texts, labels } = inflected(random, 400, ['abcad', 'cadab']);
  const fresh = inflected(random, 200, ['abcad', 'cadab']);
  const rightBy = (withParts: boolean) => {
    const model = linearSentiment(fitSentiment(countTerms(texts, withParts), labels));
    const chances = predictLinearSentiment(model, fresh.texts);
    return chances.filter((chance, i) => chance > 0.5 === (fresh.labels[i] === 1)).length / 200;
  };
  expect(rightBy(true)).toBeGreaterThan(rightBy(false) + 0.02);
});

test('parts of words are not learned where comments held out lose more by them, nor of a few words among others', () => {
  const random = seededRandom(5);
  const learns = (texts: readonly string[], labels: Uint8Array) => {
    const { names, terms } = fitSentiment(countTerms(texts, true), labels);
    return terms.some((term) => (names[term] as string).startsWith('p:'));
  };
  const labels = Uint8Array.from({ length: 400 }, (_, i) => i % 2);
  // the words alone tell, and all their parts are those of others
  const said = Array.from(labels, (label) =>
    Array.from({ length: 8 }, () => 'ab'.repeat(1 + Math.floor(3 * random()) * 2 + label)).join(' '),
  );
  expect(learns(said, labels)).toBe(false);
  const chinese = Array.from(labels, (label) => `${label ? '很好吃的一家店铺' : '很难吃的一家店铺'} ok`);
  expect(learns(chinese, labels)).toBe(false);
});
