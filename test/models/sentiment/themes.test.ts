import { describe, expect, test } from 'vitest';
import { themesOf } from '../../../models/index.ts';
import { seededRandom } from '../../../models/numeric/random.ts';
import { fisherAbove } from '../../../models/sentiment/fisherExact.ts';
import { weightedLogOdds } from '../../../models/sentiment/logOdds.ts';
import { phrasesOf } from '../../../transforms/feedback/words.ts';

test('terms of which a third of the comments are the same are one theme, and others are another', () => {
  // apple is in 400 comments, plum in 300, 200 of them with apple; pear in 300, of which 100 with apple
  const inside = Array.from({ length: 900 }, (_, i) => [
    ...(i < 400 ? ['apple'] : []),
    ...(i >= 200 && i < 500 ? ['plum'] : []),
    ...(i < 100 || (i >= 600 && i < 800) ? ['pear'] : []),
    'rest',
  ]);
  const phrases = [...inside, ...Array.from({ length: 900 }, () => ['rest'])].map((terms) => new Set(terms));
  const themes = themesOf(
    phrases,
    (i) => i < 900,
    (i) => i >= 900,
    { leastComments: 5 },
  );
  expect(themes.map(({ terms }) => terms)).toEqual([['apple', 'plum'], ['pear']]);
});

test.each([
  [80, [['apple'], ['plum']]],
  [95, [['apple', 'plum']]],
])('a weaker term with %i in a hundred of its comments beside a stronger one', (beside, expected) => {
  const inside = Array.from({ length: 1000 }, (_, i) => [
    ...(i < 500 ? ['apple'] : []),
    ...(i >= 500 - beside && i < 600 - beside ? ['plum'] : []),
    'rest',
  ]);
  const phrases = [...inside, ...Array.from({ length: 1000 }, () => ['rest'])].map((terms) => new Set(terms));
  const themes = themesOf(
    phrases,
    (i) => i < 1000,
    (i) => i >= 1000,
    { leastComments: 5 },
  );
  expect(themes.map(({ terms }) => terms)).toEqual(expected);
});

test.each([
  [8, 0],
  [9, 1],
])(
  'a term of which %i in ten comments are of one side is beyond chance either way: %i themes',
  (ofGroup, themes) => {
    const late = Array.from({ length: 100 }, (_, i) => i < ofGroup || (i >= 50 && i < 60 - ofGroup));
    const phrases = late.map((is, i) => new Set(is ? ['late', `own ${i}`] : [`own ${i}`]));
    const found = themesOf(
      phrases,
      (i) => i < 50,
      (i) => i >= 50,
      { leastComments: 5, leastZ: 0 },
    );
    // one way both are below .05
    expect(fisherAbove(ofGroup, 10, 50, 50)).toBeLessThan(0.05);
    expect(found).toHaveLength(themes);
  },
);

describe('weighted log-odds', () => {
  const counts = (of: Readonly<Record<string, number>>) => new Map(Object.entries(of));

  test('are what the formula says', () => {
    // by hand: equations 16, 20 and 22 of Monroe, Colaresi & Quinn with a prior of 10 words
    const [tea] = weightedLogOdds(counts({ tea: 30, pot: 70 }), counts({ tea: 10, pot: 90 }), 10);
    const alpha = (10 * 40) / 200;
    const delta = Math.log((30 + alpha) / (110 - 30 - alpha)) - Math.log((10 + alpha) / (110 - 10 - alpha));
    expect(tea?.z).toBeCloseTo(delta / Math.sqrt(1 / (30 + alpha) + 1 / (10 + alpha)), 12);
  });

  test('change sign with the groups, and are none where both use a term alike', () => {
    const [one, other] = [counts({ a: 20, b: 5, c: 10 }), counts({ a: 4, b: 15, c: 10 })];
    const [forth, back] = [weightedLogOdds(one, other), weightedLogOdds(other, one)];
    for (const { term, z } of forth) expect(back.find((one) => one.term === term)?.z).toBeCloseTo(-z, 12);
    expect(weightedLogOdds(counts({ a: 9, b: 9 }), counts({ a: 9, b: 9 })).map(({ z }) => z)).toEqual([0, 0]);
    expect(weightedLogOdds(counts({}), counts({ a: 1 }))).toEqual([]);
    expect(weightedLogOdds(counts({ a: 5 }), counts({ a: 3 })).map(({ z }) => z)).toEqual([0]);
  });

  test('a rare term stands out less than a frequent one of the same ratio', () => {
    const found = weightedLogOdds(
      counts({ often: 60, rare: 3, rest: 400 }),
      counts({ often: 20, rare: 1, rest: 400 }),
    );
    const z = (term: string) => found.find((one) => one.term === term)?.z ?? Number.NaN;
    expect(z('often')).toBeGreaterThan(2 * z('rare'));
  });
});

describe("Fisher's exact test", () => {
  test.each([
    // the lady who tasted tea (Fisher 1935): four cups of each, four named
    { ofFirst: 4, hits: 4, first: 4, second: 4, p: 1 / 70 },
    { ofFirst: 3, hits: 4, first: 4, second: 4, p: 17 / 70 },
    { ofFirst: 0, hits: 4, first: 4, second: 4, p: 1 },
    // more than the others can have are the first's whatever happens
    { ofFirst: 2, hits: 5, first: 10, second: 3, p: 1 },
    { ofFirst: 5, hits: 5, first: 10, second: 3, p: 252 / 1287 },
    { ofFirst: 1, hits: 2000, first: 1, second: 9999, p: 0.2 },
  ])('$ofFirst of $hits hits in the $first of $first + $second', ({ ofFirst, hits, first, second, p }) => {
    expect(fisherAbove(ofFirst, hits, first, second)).toBeCloseTo(p, 10);
  });

  test.each([
    // scipy.stats.hypergeom.sf(ofFirst - 1, first + second, first, hits)
    [1, 5000, 5000, 5000, 1],
    [500, 3000, 5000, 5000, 1],
    [30, 100, 12000, 3000, 1],
    [3950, 4500, 5000, 600, 1],
    [4001, 4500, 5000, 600, 0.9720413852379339],
    [80, 100, 12000, 3000, 0.5595283383353942],
    [81, 100, 12000, 3000, 0.4598954780616157],
    [2499, 5000, 5000, 5000, 0.5239219841106462],
    [2500, 5000, 5000, 5000, 0.507978247217053],
    [2501, 5000, 5000, 5000, 0.492021752782947],
    [2600, 5000, 5000, 5000, 3.4386321974459314e-5],
    [95, 100, 12000, 3000, 1.7818475004945592e-5],
    [3, 5, 100, 9000, 1.2673824874882204e-5],
    [700, 800, 7000, 8000, 1.0746429724210496e-136],
  ])('%d of %d hits in the first of %d + %d, as scipy has it', (ofFirst, hits, first, second, p) => {
    expect(fisherAbove(ofFirst, hits, first, second) / p).toBeCloseTo(1, 9);
  });
});

describe('themes', () => {
  const late = 'The parcel came two weeks late';
  const broken = '包装破损，茶叶碎了';
  const texts = [
    ...Array.from({ length: 40 }, (_, i) => (i % 2 ? late : broken)),
    ...Array.from({ length: 60 }, () => 'Lovely tea, thank you'),
  ];
  const phrases = texts.map(phrasesOf);

  test('are what a group speaks of and the others do not, one for each thing', () => {
    const themes = themesOf(
      phrases,
      (i) => i < 40,
      (i) => i >= 40,
      { leastComments: 5 },
    );
    expect(themes).toHaveLength(2);
    const all = themes.map(({ terms }) => terms.join(' '));
    expect(all.some((one) => /late|parcel/.test(one) && !/包装/.test(one))).toBe(true);
    expect(all.some((one) => /破损|碎/.test(one) && !/late/.test(one))).toBe(true);
  });

  test('leave out a general term that comes wherever the theme does, and elsewhere', () => {
    const slow = '回复太慢，客服没人';
    const kind = '客服热情，很满意';
    const mixed = [
      ...Array.from({ length: 40 }, () => slow),
      ...Array.from({ length: 20 }, () => '客服没人理会'),
      ...Array.from({ length: 40 }, () => kind),
      ...Array.from({ length: 100 }, () => '味道很好'),
    ];
    const themes = themesOf(
      mixed.map(phrasesOf),
      (i) => i < 60,
      (i) => i >= 60,
      { leastComments: 5 },
    );
    const slowTheme = themes.find(({ terms }) => terms.some((term) => term.includes('太慢')));
    expect(slowTheme).toBeDefined();
    expect(slowTheme?.terms).not.toContain('客服');
    for (const { terms } of themes) expect(terms.length).toBeLessThanOrEqual(3);
  });

  test('are hardly ever told of noise, and are where one word of it is said by one side more', () => {
    const random = seededRandom(11);
    const vocabulary = Array.from({ length: 20 }, (_, i) => `thing${'abcdefghijklmnopqrst'[i]}`);
    const comment = () =>
      Array.from({ length: 5 }, () => vocabulary[Math.floor(20 * random())] as string).join(' ');
    const told = (unhappy: readonly number[], comments: readonly string[]) => {
      const isUnhappy = new Set(unhappy);
      const said = comments.map(phrasesOf);
      const sides = [(i: number) => isUnhappy.has(i), (i: number) => !isUnhappy.has(i)] as const;
      return [0, 1].flatMap((side) =>
        themesOf(said, sides[side] as (i: number) => boolean, sides[1 - side] as (i: number) => boolean, {
          leastComments: 5,
        }).flatMap(({ terms }) => terms),
      );
    };
    let withThemes = 0;
    for (let draw = 0; draw < 40; draw++) {
      const comments = Array.from({ length: 400 }, comment);
      const unhappy = [...comments.keys()].filter(() => random() < (draw % 2 ? 0.5 : 0.05));
      if (told(unhappy, comments).length > 0) withThemes++;
    }
    expect(withThemes).toBeLessThanOrEqual(4);
    const spoken = Array.from({ length: 400 }, (_, i) => (i % 8 === 0 ? `late ${comment()}` : comment()));
    const late = [...spoken.keys()].filter((i) => i % 4 === 0);
    const terms = told(late, spoken);
    expect(terms.length).toBeGreaterThan(0);
    for (const term of terms) expect(term).toContain('late');
  });

  test('are none without a group, without others, or of too few comments', () => {
    expect(
      themesOf(
        phrases,
        () => false,
        () => true,
        { leastComments: 5 },
      ),
    ).toEqual([]);
    expect(
      themesOf(
        phrases,
        () => true,
        () => false,
        { leastComments: 5 },
      ),
    ).toEqual([]);
    expect(
      themesOf(
        phrases,
        (i) => i < 40,
        (i) => i >= 40,
        { leastComments: 50 },
      ),
    ).toEqual([]);
  });
});

test('terms that the others use at least a third as often are of both', () => {
  const comments = [
    ...new Array(40).fill(['soft', 'baby']),
    ...new Array(20).fill(['baby']),
    ...new Array(40).fill(['plain']),
    ...new Array(22).fill(['baby', 'rash']),
    ...new Array(78).fill(['plain']),
  ].map((terms: string[]) => new Set(terms));
  const [theme] = themesOf(
    comments,
    (i) => i < 100,
    (i) => i >= 100,
    { leastComments: 5 },
  );
  expect(theme).toMatchObject({ terms: ['soft', 'baby'], ofBoth: ['baby'] });
});
