import { describe, expect, test } from 'vitest';
import { sentimentSides } from '../../../transforms/evaluate/sentimentSides.ts';

/** A hundred rows of each label, or as many as are said. */
const sides = (labels: readonly string[], named?: string, rows: Readonly<Record<string, number>> = {}) => {
  const found = sentimentSides(new Map(labels.map((label) => [label, rows[label] ?? 100])), named);
  const on = (side: unknown) => labels.filter((label) => found?.of.get(label) === side).join(' ');
  return found && { negative: on(0), between: on('between'), positive: on(1), outside: on('outside') };
};
const stars = { negative: '1 2', between: '3', positive: '4 5', outside: '' };

describe('scores are held to the scale that people are asked on', () => {
  test.each([
    ['1 2 3 4 5', 3],
    ['2 3 4 5', 3],
    ['1 2 3 4', 3],
    ['0 1', 0.5],
    ['1 2', 1.5],
    ['0 1 2', 1],
    ['1 2 3', 2],
    ['0 1 2 3 4', 2],
    ['0 1 2 3 4 5', 2.5],
    ['1 4 7', 4],
    ['2 5 8 9 10', 5.5],
    ['0 3 6 10', 5],
    ['-1 0 1', 0],
    ['-1 0 3', 0],
    ['-3.5 0.5 2', 0],
    ['20 50 85', 50],
    ['20 % 50 % 85 %', 50],
  ])('%s are cut at %d', (text, middle) => {
    const labels = text.split(/ (?=[-\d])/);
    const value = Number.parseFloat;
    expect(sides(labels)).toEqual({
      negative: labels.filter((label) => value(label) < middle).join(' '),
      between: labels.filter((label) => value(label) === middle).join(' '),
      positive: labels.filter((label) => value(label) > middle).join(' '),
      outside: '',
    });
  });

  test.each(['10', '0', '-1', '99', 'five'])('one %s among a thousand does not turn them round', (slip) => {
    const labels = ['1', '2', '3', '4', '5', slip];
    const rows = { 1: 200, 2: 200, 3: 200, 4: 200, 5: 200, [slip]: 1 };
    expect(sides(labels, undefined, rows)).toEqual({ ...stars, outside: slip });
  });

  test('but what comes oftener is on the scale, and scores of no known scale are not told', () => {
    expect(sides(['0', '1', '2', '3', '4', '5'])).toMatchObject({ negative: '0 1 2', between: '' });
    expect(sides(['1', '500', '1000'])).toBeUndefined();
  });
});

test.each([
  ['1星', '2星', '3星', '4星', '5星'],
  ['一星', '二星', '三星', '四星', '五星'],
  ['1分', '2分', '3分', '4分', '5分'],
  ['1 star', '2 stars', '3 stars', '4 stars', '5 stars'],
  ['★', '★★', '★★★', '★★★★', '★★★★★'],
  ['★☆☆☆☆', '★★☆☆☆', '★★★☆☆', '★★★★☆', '★★★★★'],
  ['⭐️', '⭐️⭐️', '⭐️⭐️⭐️', '⭐️⭐️⭐️⭐️', '⭐️⭐️⭐️⭐️⭐️'],
  ['s-star1', 's-star2', 's-star3', 's-star4', 's-star5'],
  ['allstar10 rating', 'allstar20 rating', 'allstar30 rating', 'allstar40 rating', 'allstar50 rating'],
  ['Rated 1 out of 5', 'Rated 2 out of 5', 'Rated 3 out of 5', 'Rated 4 out of 5', 'Rated 5 out of 5'],
  ['很差', '较差', '还行', '推荐', '力荐'],
  ['1/5', '2/5', '3/5', '4/5', '5/5'],
  ['1 out of 5', '2 out of 5', '3 out of 5', '4 out of 5', '5 out of 5'],
  ['非常不满意', '不满意', '一般', '满意', '非常满意'],
  ['很不满意', '不太满意', '一般', '比较满意', '很满意'],
  ['Very dissatisfied', 'Dissatisfied', 'Neutral', 'Satisfied', 'Very satisfied'],
  ['very_negative', 'negative', 'neutral', 'positive', 'very_positive'],
])('%s, %s … %4$s are the two ends of five', (...labels) => {
  const [one, two, three, four, five] = labels;
  expect(sides(labels)).toEqual({
    negative: `${one} ${two}`,
    between: three,
    positive: `${four} ${five}`,
    outside: '',
  });
});

test.each([
  ['pos', 'neu', 'neg'],
  ['好', '中', '差'],
  ['promoter', 'passive', 'detractor'],
  ['Promoters', 'Passives', 'Detractors'],
  ['推荐者', '中立者', '贬损者'],
  ['👍', '一般', '👎'],
  ['👍🏽', '一般', '👎🏻'],
])('%s, %s and %s are positive, between and negative', (positive, between, negative) => {
  expect(sides([positive, between, negative])).toEqual({ positive, between, negative, outside: '' });
});

test('what a label is out of is the end of its scale', () => {
  expect(sides(['3/10', '4/10', '7/10'])).toMatchObject({ negative: '3/10 4/10', positive: '7/10' });
  expect(sides(['1/4', '2/4', '3/4'])).toMatchObject({ negative: '1/4 2/4', positive: '3/4' });
  expect(sides(['1/5', '9/10'])).toBeUndefined();
});

test('several positive labels may be named, and all others but neutral words are negative', () => {
  expect(sides(['1', '3', '4', '5'], '4|5')).toMatchObject({ negative: '1 3', positive: '4 5' });
  expect(sides(['hot', 'warm', 'cold', 'neutral'], 'hot | warm')).toEqual({
    ...{ negative: 'cold', between: 'neutral', positive: 'hot warm', outside: '' },
  });
  expect(sides(['a|b', 'c'], 'a|b')).toMatchObject({ negative: 'c', positive: 'a|b' });
  expect(sides(['hot', 'cold'], 'hot|warm')).toBeUndefined();
});

describe('a few rows whose label says something else', () => {
  const stray = ['2018-02-11 00:11', 'comment-time'];
  const few = Object.fromEntries(stray.map((label) => [label, 10]));
  const left = { outside: stray.join(' ') };

  test.each([
    [['1', '2', '3', '4', '5'], undefined],
    [['s-star1', 's-star2', 's-star3', 's-star4', 's-star5'], undefined],
    [['很差', '较差', '还行', '推荐', '力荐'], undefined],
    [['很差', '较差', '还行', '推荐', '力荐'], '力荐|推荐'],
  ])('beside %s are left out', (labels, named) => {
    const [one, two, three, four, five] = labels;
    expect(sides([...labels, ...stray], named, few)).toEqual({
      ...{ negative: `${one} ${two}`, between: three, positive: `${four} ${five}` },
      ...left,
    });
  });

  test('but more of them are not, nor what is all that is negative', () => {
    expect(sides(['good', 'bad', 'x', 'y'])).toBeUndefined();
    expect(sides(['1', '2', '3', 'x'])).toBeUndefined();
    expect(sides(['hot', 'cold'], 'hot', { cold: 4 })).toMatchObject({ negative: 'cold', outside: '' });
    expect(sides(['s-star1', 'b-star2', 'c-star3'])).toBeUndefined();
  });
});

test('of two words the other is known by the one', () => {
  expect(sides(['good', 'x'])).toMatchObject({ negative: 'x', positive: 'good' });
  expect(sides(['bad', 'x'])).toMatchObject({ negative: 'bad', positive: 'x' });
});
