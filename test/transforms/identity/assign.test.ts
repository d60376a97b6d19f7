import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../models/numeric/index.ts';
import { assignOneToOne, looksOneToOne } from '../../../transforms/identity/assign.ts';
import { probabilityOf } from '../../../transforms/identity/weighing.ts';
import { edgesOf as pairsOf } from '../../support/edgesOf.ts';

/** Record of the first file, record of the second, log2 odds. */
type Pair = readonly [number, number, number];
const edgesOf = (pairs: readonly Pair[]) =>
  pairsOf(pairs.map(([left, right, weight]) => ({ records: [left, right], weight })));
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe('two files', () => {
  const sure = 0.95;
  const couples = (count: number) => Array.from({ length: count }, (_, i): Pair => [i, 1000 + i, 12]);

  it('look one to one where a record has one sure partner, whatever else it may be', () => {
    expect(looksOneToOne(edgesOf([...couples(40), [0, 1001, 2], [1, 1002, 2]]), sure)).toBe(true);
  });

  it.each([
    ['first', (i: number): Pair => [0, 1000 + i, 12]],
    ['second', (i: number): Pair => [i, 1000, 12]],
  ])('do not where one record of the %s file is sure of many', (_, hub) => {
    const wanted = Array.from({ length: 60 }, (_none, i) => hub(100 + i));
    expect(looksOneToOne(edgesOf([...couples(40), ...wanted]), sure)).toBe(false);
  });

  it('are asked by the surer half of the likely pairs where few are sure', () => {
    const unsure = couples(40).map(([left, right], i): Pair => [left, right, 2 + i / 100]);
    const rivals = Array.from({ length: 10 }, (_, i): Pair => [i, 1030 + i, 0.5]);
    expect(looksOneToOne(edgesOf([...unsure, ...rivals]), sure)).toBe(true);
    expect(looksOneToOne(edgesOf([...unsure, ...rivals.map(([l, r]): Pair => [l, r, 3])]), sure)).toBe(false);
  });

  it('do not where no pair is likelier than not: nothing says so', () => {
    expect(looksOneToOne(edgesOf(couples(40).map(([left, right]) => [left, right, -1])), sure)).toBe(false);
  });
});

/** All ways to give each record one partner at most, as the places of their pairs. */
function* matchings(
  pairs: readonly Pair[],
  place = 0,
  held: ReadonlySet<number> = new Set(),
): Generator<readonly number[]> {
  const pair = pairs[place];
  if (!pair) {
    yield [];
    return;
  }
  yield* matchings(pairs, place + 1, held);
  const [left, right] = pair;
  if (held.has(left) || held.has(right)) return;
  for (const rest of matchings(pairs, place + 1, new Set([...held, left, right]))) yield [place, ...rest];
}

const sizes = [8, 10] as const;
const [smaller, larger] = sizes;
const lambda = 0.5 / larger;

/** Sadinle's posterior of each pair by counting every matching, the share with a partner found as the rule finds it. */
function counted(pairs: readonly Pair[]): readonly number[] {
  const all = [...matchings(pairs)];
  const ratios = pairs.map(([, , weight]) => (2 ** weight * (1 - lambda)) / lambda);
  const marginals = (share: number) => {
    const chances = all.map((places) =>
      places.reduce(
        (chance, place, k) => (chance * (share / (1 - share)) * (ratios[place] ?? 0)) / (larger - k),
        1,
      ),
    );
    const found = pairs.map(() => 0);
    all.forEach((places, i) => {
      for (const place of places) found[place] = (found[place] ?? 0) + (chances[i] ?? 0);
    });
    return found.map((one) => one / sum(chances));
  };
  let found = marginals(0.5);
  for (let round = 0; round < 30; round++)
    found = marginals(Math.min(1 - 0.5 / smaller, Math.max(0.5, sum(found)) / smaller));
  return found;
}

describe('one partner at most for each record', () => {
  const random = seededRandom(3);
  const tables = Array.from({ length: 100 }, () =>
    Array.from({ length: smaller }, (_, left) =>
      Array.from({ length: larger }, (_none, right): readonly Pair[] => {
        if (left === right) return [[left, 100 + right, 2 + 8 * random()]];
        return random() < 0.05 ? [[left, 100 + right, -4 + 6 * random()]] : [];
      }),
    ).flat(2),
  );

  it('is by hand what two candidates of equal weight leave each other', () => {
    // of one record and two, λ = ½: either is three times likelier to be it than not
    const { weight, taken } = assignOneToOne(
      edgesOf([
        [0, 5, Math.log2(3)],
        [0, 6, Math.log2(3)],
      ]),
      ...([0.5, [1, 2], 0.4] as const),
    );
    // of the one: ¼ · 3 / (½ + 2 · ¼ · 3); of each of the two: ¼ · 3 / (¾ + ¼ · 3)
    for (const odds of weight) expect(probabilityOf(odds)).toBeCloseTo(Math.sqrt(0.375 * 0.5), 10);
    expect(taken).toEqual([0]);
  });

  it('is the same whichever file is the first', () => {
    for (const pairs of tables) {
      const once = assignOneToOne(edgesOf(pairs), lambda, sizes, 0.5);
      const turned = pairs.map(([left, right, weight]): Pair => [right, left, weight]);
      const again = assignOneToOne(edgesOf(turned), lambda, [larger, smaller], 0.5);
      expect(again.taken).toEqual(once.taken);
      again.weight.forEach((odds, i) => expect(odds).toBeCloseTo(once.weight[i] ?? 0, 8));
    }
  });

  it('takes each pair above the threshold but those that meet a heavier one that was taken', () => {
    for (const pairs of tables) {
      const { taken, weight } = assignOneToOne(edgesOf(pairs), lambda, sizes, 0.5);
      const meets = ([left, right]: Pair, place: number) => {
        const [l, r] = pairs[place] as Pair;
        return l === left || r === right;
      };
      pairs.forEach((pair, i) => {
        const met = taken.filter((place) => place !== i && meets(pair, place));
        if (taken.includes(i)) expect(met).toEqual([]);
        else if ((weight[i] ?? 0) >= 0)
          expect(Math.max(...met.map((place) => pairs[place]?.[2] ?? 0))).toBeGreaterThanOrEqual(pair[2]);
      });
    }
  });

  it('comes near what counting all matchings of small tables gives, which single pairs do not', () => {
    const errors = tables.map((pairs) => {
      const { weight, taken } = assignOneToOne(edgesOf(pairs), lambda, sizes, 0.5);
      const exact = counted(pairs);
      const errorOf = (odds: readonly number[]) =>
        sum(odds.map((one, i) => Math.abs(probabilityOf(one) - (exact[i] ?? 0)))) / odds.length;
      const likely = exact.flatMap((one, i) => (one > 0.5 ? [i] : []));
      return {
        ours: errorOf(weight),
        single: errorOf(pairs.map(([, , one]) => one)),
        isSame: likely.join() === [...taken].sort((a, b) => a - b).join(),
      };
    });
    const mean = (of: readonly number[]) => sum(of) / of.length;
    const ours = mean(errors.map((one) => one.ours));
    expect(ours).toBeLessThan(0.06);
    expect(mean(errors.map(({ single }) => single))).toBeGreaterThan(2 * ours);
    expect(errors.filter(({ isSame }) => isSame).length).toBeGreaterThanOrEqual(80);
  });
});
