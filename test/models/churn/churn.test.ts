import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atLevel, baseRate, compareChances, isBetterBy } from '../../../models/churn/contest.ts';
import {
  baselineOf,
  chooseByContest,
  expectedGain,
  gainsOf,
  type HeldOut,
  holdTo,
  type Matrix,
  offerCurve,
  reliabilityOf,
  type Signals,
  strongestReasons,
  valueAtRisk,
  warningsOf,
} from '../../../models/index.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

describe('reasons', () => {
  const meanings = [
    { group: 'recency', high: 'long_silent', low: 'bought_lately' },
    { group: 'orders', high: 'many', low: 'few' },
    { group: 'orders', high: 'many_lately', low: 'few_lately' },
  ];
  const matrix: Matrix = { rows: 3, columns: 3, values: Float64Array.of(9, 1, 1, 1, 9, 9, 5, 5, 5) };
  const baseline = { values: [5, 5, 5], spreads: [4, 4, 4], contributions: [0.1, 0, 0] };

  test('are the groups that set somebody apart from those who stayed, strongest first, said by the side that they are on', () => {
    const contributions = Float64Array.of(0.6, 0.4, 0.6, -0.4, 0.7, -0.9, 0.1, 0, 0.01);
    const leaving = strongestReasons(contributions, matrix, baseline, meanings, () => true);
    expect(leaving).toEqual([
      ['few_lately', null, null],
      ['long_silent', null, null],
      [null, null, null],
    ]);
    const staying = strongestReasons(contributions, matrix, baseline, meanings, () => false);
    expect(staying[0]).toEqual([null, 'bought_lately', null]);
    expect(staying[1]).toEqual([null, 'many_lately', null]);
  });

  test('are told only where what they say points where they push', () => {
    const sided = meanings.map((one, c) => ({
      ...one,
      leaving: c === 0 ? ('high' as const) : ('low' as const),
    }));
    const contributions = Float64Array.of(0.6, 0.4, 0.6, 0.4, 0.7, -0.9, 0.1, 0.2, 0.01);
    const [first] = strongestReasons(contributions, matrix, baseline, sided, () => true);
    // the first is long silent and buys seldom; that the second has bought often lately pushes too, and is not told
    expect(first).toEqual(['few_lately', null, null]);
    const [second] = strongestReasons(contributions, matrix, baseline, sided, () => true).slice(1);
    expect(second).toEqual(['long_silent', null, null]);
  });

  test('are not told of what is as usual among those who stayed', () => {
    // the first row is a quarter of the spread above the mean, the second three quarters
    const near: Matrix = { rows: 2, columns: 1, values: Float64Array.of(6, 8) };
    const of = { values: [5], spreads: [4], contributions: [0] };
    const [first] = strongestReasons(Float64Array.of(0.9, 0.9), near, of, meanings.slice(0, 1), () => true);
    expect(first).toEqual([null, 'long_silent']);
  });

  test('are told against the means of those who stayed', () => {
    const labels = Uint8Array.of(1, 0, 0);
    expect(
      baselineOf(
        matrix,
        matrix.values.map((one) => one / 10),
        labels,
      ),
    ).toEqual({
      values: [3, 7, 7],
      spreads: [2, 2, 2],
      contributions: [0.3, 0.7, 0.7],
    });
  });
});

describe('a win-back offer', () => {
  const offer = { cost: 6, successRate: 0.1, margin: 0.3 };

  test('pays from the value at risk at which what it is expected to keep is its cost', () => {
    expect(expectedGain(200, offer)).toBeCloseTo(0, 9);
    expect(expectedGain(valueAtRisk(0.5, 1000), offer)).toBeCloseTo(9, 9);
    expect(valueAtRisk(0.9, -20)).toBe(0);
  });

  test('earns most where it stops at the last customer whom it pays for, whatever it costs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 1, maxLength: 90 }),
        fc.integer({ min: 1, max: 40 }),
        (values, cost) => {
          const curve = offerCurve(Float64Array.from(values), values.length);
          const gains = curve.map((step) => step.valueAtRisk * 0.03 - cost * step.customers);
          const stop = curve.filter(
            ({ leastValueAtRisk }) => expectedGain(leastValueAtRisk, { ...offer, cost }) >= 0,
          ).length;
          expect(curve.at(-1)?.customers).toBe(values.length);
          expect(stop > 0 ? gains[stop - 1] : 0).toBeCloseTo(Math.max(0, ...gains), 6);
        },
      ),
    );
  });

  test('to nobody has no curve', () => expect(offerCurve(new Float64Array())).toEqual([]));
});

describe('early warnings', () => {
  const calm: Signals = {
    recencyDays: 20,
    orders: 6,
    meanIntervalDays: 30,
    intervalDeviationDays: 5,
    meanOrder: 90,
    lateOrder: 80,
    unsettled: 0,
    emailsSent: 4,
    emailsRead: 1,
    emailsReadBefore: 2,
  };
  const none = { interval: false, basket: false, complaint: false, email: false };

  test.each<[string, Partial<Signals>, object]>([
    ['nothing', {}, none],
    ['silence beyond the own rhythm', { recencyDays: 41 }, { ...none, interval: true }],
    ['the same silence of somebody irregular', { recencyDays: 41, intervalDeviationDays: 20 }, none],
    [
      'silence after a single order',
      { recencyDays: 400, orders: 1, meanIntervalDays: null, intervalDeviationDays: null },
      none,
    ],
    ['baskets a third smaller', { lateOrder: 59 }, { ...none, basket: true }],
    ['smaller baskets of somebody new', { lateOrder: 59, orders: 4 }, none],
    ['a complaint', { unsettled: 1 }, { ...none, complaint: true }],
    ['e-mails unread that were read before', { emailsRead: 0 }, { ...none, email: true }],
    ['e-mails that were never read', { emailsRead: 0, emailsReadBefore: 0 }, none],
    ['no e-mails', { emailsSent: 0, emailsRead: 0 }, none],
  ])('of %s', (_, change, expected) => expect(warningsOf({ ...calm, ...change })).toEqual(expected));
});

describe('what was held out', () => {
  const chances = Float64Array.of(0.9, 0.1, 0.8, 0.2);
  const labels = Uint8Array.of(1, 0, 0, 0);

  test('is shown by bins of chances and by who is caught first', () => {
    expect(reliabilityOf(chances, labels, 2)).toEqual([
      { customers: 2, chance: expect.closeTo(0.15, 9), left: 0 },
      { customers: 2, chance: expect.closeTo(0.85, 9), left: 0.5 },
    ]);
    expect(gainsOf(chances, labels, 2)).toEqual([
      { share: 0, caught: 0 },
      { share: 0.5, caught: 1 },
      { share: 1, caught: 1 },
    ]);
    expect(gainsOf(chances, new Uint8Array(4))).toEqual([]);
    expect(reliabilityOf(new Float64Array(), new Uint8Array())).toEqual([]);
  });

  test('counts equal chances by their mean share, in whatever order they come', () => {
    const tied = Float64Array.of(0.9, 0.4, 0.4, 0.4, 0.4, 0.1);
    for (const came of [Uint8Array.of(1, 1, 1, 0, 0, 0), Uint8Array.of(1, 0, 0, 1, 1, 0)]) {
      expect(reliabilityOf(tied, came, 2)).toEqual([
        { customers: 3, chance: expect.closeTo(0.3, 9), left: expect.closeTo(1 / 3, 9) },
        { customers: 3, chance: expect.closeTo(1.7 / 3, 9), left: expect.closeTo(2 / 3, 9) },
      ]);
      expect(gainsOf(tied, came, 3)).toEqual([
        { share: 0, caught: 0 },
        { share: 1 / 3, caught: expect.closeTo(1.5 / 3, 9) },
        { share: 2 / 3, caught: expect.closeTo(2.5 / 3, 9) },
        { share: 1, caught: 1 },
      ]);
    }
  });

  test('says how much better one is than the other, and how sure that is', () => {
    const { mean: difference, standardError } = compareChances(
      chances,
      new Float64Array(4).fill(0.25),
      labels,
    );
    const differences = [0.9 / 0.25, 0.9 / 0.75, 0.2 / 0.75, 0.8 / 0.75].map((ratio) => -Math.log(ratio));
    const expected = differences.reduce((sum, one) => sum + one, 0) / 4;
    const squares = differences.reduce((sum, one) => sum + (one - expected) ** 2, 0);
    expect(difference).toBeCloseTo(expected, 9);
    expect(standardError).toBeCloseTo(Math.sqrt(squares / 3 / 4), 9);
    expect(compareChances(chances, chances, labels)).toMatchObject({ mean: 0, standardError: 0 });
    // one customer tells nothing of how sure that is
    const one = [Float64Array.of(0.9), Float64Array.of(0.5), Uint8Array.of(1)] as const;
    expect(compareChances(...one).standardError).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('candidates of a period in which another share left', () => {
  const labels = Uint8Array.from({ length: 400 }, (_, i) => (i % 4 === 0 ? 1 : 0));

  test('are moved to the share that came, and rank as before', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2 }), (given) => {
        const came = labels.slice(0, given.length);
        const moved = atLevel(Float64Array.from(given), came);
        const share = came.reduce((sum, one) => sum + one, 0);
        expect(moved.reduce((sum, one) => sum + one, 0)).toBeCloseTo(share, 4);
        for (const [i, a] of given.entries())
          for (const [j, b] of given.entries())
            if (a < b) expect(moved[i]).toBeLessThanOrEqual(moved[j] as number);
      }),
      { numRuns: 50 },
    );
    expect(atLevel(new Float64Array(400).fill(0.7), labels)[0]).toBeCloseTo(0.25, 9);
  });

  test('are not better because they happen to be nearer to it', () => {
    const random = seededRandom(6);
    const noise = (level: number) => Float64Array.from(labels, () => level + 0.1 * (random() - 0.5));
    const [near, far] = [noise(0.3), new Float64Array(400).fill(0.5)].map((one) => holdTo(labels, one)) as [
      HeldOut,
      HeldOut,
    ];
    expect(near.figures.logLoss).toBeLessThan(far.figures.logLoss - 0.05);
    expect(isBetterBy(1.96, near, far, labels)).toBe(false);
    const telling = holdTo(
      labels,
      Float64Array.from(labels, (label) => 0.6 + 0.2 * label + 0.1 * random()),
    );
    expect(telling.figures.logLoss).toBeGreaterThan(far.figures.logLoss);
    expect(isBetterBy(1.96, telling, far, labels)).toBe(true);
  });
});

test('the share that left is drawn towards one half by one customer', () => {
  expect(baseRate(Uint8Array.of(1, 0, 0))).toBe(1.5 / 4);
  expect(baseRate(new Uint8Array(9))).toBe(0.5 / 10);
  expect(baseRate(new Uint8Array())).toBe(0.5);
});

describe('the choice among candidates', () => {
  /** Three hundred people, a score of theirs, and how much of it each candidate sees. */
  const rows = 300;
  const random = seededRandom(4);
  const score = Float64Array.from({ length: rows }, () => random() * 2 - 1);
  const labels = Uint8Array.from(score, (z) => Number(random() < 1 / (1 + Math.exp(-3 * z))));
  const by = (name: string, slope: number) => ({
    name,
    ...holdTo(
      labels,
      score.map((z) => 1 / (1 + Math.exp(-slope * z))),
    ),
  });
  const chosen = (recency: number, logistic: number, trees: number) =>
    chooseByContest(
      [by('share', 0), by('recency', recency)],
      [by('logistic', logistic), by('trees', trees)],
      labels,
    );

  test('is the model that loses least where it beats what stands by more than chance', () => {
    expect(chosen(0.3, 2, 3)).toEqual({ chosen: 'trees', isModel: true });
    expect(chosen(0.3, 3, 2)).toEqual({ chosen: 'logistic', isModel: true });
  });

  test('is recency where no model beats that, and the share where recency does not', () => {
    expect(chosen(3, 3, 3)).toEqual({ chosen: 'recency', isModel: false });
    expect(chosen(-1, -1, -2)).toEqual({ chosen: 'share', isModel: false });
  });

  test('is the plainest where recency is better by no more than chance, though it loses less', () => {
    const few = Uint8Array.from({ length: 40 }, (_, i) => i % 2);
    // right of three people in five
    const seen = Float64Array.from(few, (one, i) => (i % 10 < 6 === (one === 1) ? 0.55 : 0.45));
    const named = (name: string, chances: Float64Array) => ({ name, ...holdTo(few, chances) });
    const [share, recency] = [named('share', new Float64Array(40).fill(0.5)), named('recency', seen)];
    expect(recency.figures.logLossAtLevel).toBeLessThan(share.figures.logLossAtLevel);
    expect(isBetterBy(1.645, recency, share, few)).toBe(false);
    expect(chooseByContest([share, recency], [share], few).chosen).toBe('share');
  });

  test('is no model that loses less by no more than chance of the better of two', () => {
    const halves = Uint8Array.from({ length: 200 }, (_, i) => i % 2);
    const named = (name: string, chances: Float64Array) => ({ name, ...holdTo(halves, chances) });
    const share = named('share', new Float64Array(200).fill(0.5));
    // so many of each hundred are on the right side
    const model = (right: number) =>
      named(
        'model',
        Float64Array.from(halves, (one, i) => (i >> 1 < right === (one === 1) ? 0.6 : 0.4)),
      );
    const [doubtful, sure] = [model(58), model(66)];
    expect(isBetterBy(0, doubtful, share, halves)).toBe(true);
    expect(isBetterBy(1.9, sure, share, halves)).toBe(true);
    expect(chooseByContest([share], [doubtful], halves)).toEqual({ chosen: 'share', isModel: false });
    expect(chooseByContest([share], [sure], halves)).toEqual({ chosen: 'model', isModel: true });
  });

  test('is the plainest with too few of either kind', () => {
    const few = Uint8Array.from({ length: 60 }, (_, i) => Number(i < 9));
    const sure = {
      name: 'model',
      ...holdTo(
        few,
        Float64Array.from(few, (one) => (one ? 0.95 : 0.05)),
      ),
    };
    const share = { name: 'share', ...holdTo(few, new Float64Array(60).fill(0.15)) };
    expect(chooseByContest([share], [sure], few)).toEqual({ chosen: 'share', isModel: false });
  });
});
