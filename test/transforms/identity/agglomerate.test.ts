import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agglomerate, agglomerateAt } from '../../../transforms/identity/agglomerate.ts';
import type { Evidence } from '../../../transforms/identity/groups.ts';

/** Evidence of so many records, whose pairs weigh by field as `weigh` says; fields are added up. */
function evidenceOf(
  size: number,
  weigh: (left: number, right: number) => readonly number[],
  differing: readonly number[] = [],
  alone = 0,
): Evidence {
  const features = weigh(0, 1).length;
  return {
    size,
    features,
    pairs: {
      weight: (left, right) =>
        weigh(left, right).reduce((sum, weight) => (Number.isNaN(weight) ? sum : sum + weight), 0),
      addTo: (sums, left, right) =>
        weigh(left, right).forEach((weight, f) => {
          if (!Number.isNaN(weight)) sums.add(f, weight, 2 ** weight, 0);
        }),
    },
    differing: Array.from({ length: features }, (_, f) => differing[f] ?? 0.25),
    sum: () => {
      let total = 0;
      return {
        add: (_, weight, rarity = 0) => {
          total += weight + rarity;
        },
        get total() {
          return total;
        },
        household: Number.NEGATIVE_INFINITY,
        strangers: 1,
        forAlone: alone,
      };
    },
  };
}

/** Three records, whose pairs weigh so much by field in the order 0–1, 0–2, 1–2. */
const ofThree = (...pairs: readonly (readonly number[])[]): Evidence =>
  evidenceOf(3, (left, right) => pairs[left + right - 1] as readonly number[]);

describe('groups of records', () => {
  it('take in a record that is like one of them, and unlike another in a field', () => {
    expect(agglomerate(ofThree([10, 10], [8, 2], [8, -3]), 0).groups).toEqual([0, 0, 0]);
  });

  it('take in none that is like one in this and like another in that, and itself like neither', () => {
    const { groups, refused } = agglomerate(ofThree([10, 10], [8, -9], [-9, 8]), 0);
    expect(groups).toEqual([0, 0, 2]);
    expect(refused).toEqual({ a: 0, b: 2, closest: -1, weight: -1 });
  });

  it('tell of what was not joined the records that are most alike, and what those weigh alone', () => {
    // 1 and 2 by themselves are one person; the three together are not
    const { groups, refused } = agglomerate(ofThree([9, 9], [-12, -12], [6, -4]), 0);
    expect(groups).toEqual([0, 0, 2]);
    expect(refused).toMatchObject({ a: 1, b: 2, closest: 2 });
    expect(refused?.weight).toBeLessThan(0);
  });

  /** Two groups of nine of one name and home; in the other field, who are of different groups agree as often as said. */
  const twoNines = (agreeing: number, within: (left: number, right: number) => boolean) =>
    evidenceOf(
      18,
      (left, right) => {
        const isOfOne = left < 9 === right < 9;
        const agrees = isOfOne ? within(left, right) : (left * 9 + right) % 81 < agreeing;
        return [7, agrees ? 5 : -3];
      },
      [0.25, 0.35],
    );

  it('are not joined by one lucky pair of many', () => {
    expect(
      new Set(
        agglomerate(
          twoNines(1, () => true),
          4,
        ).groups,
      ).size,
    ).toBe(2);
  });

  it('are compared half by the pairs that agree: one of six joins three and two that a mean of weights would not', () => {
    const groups = (agrees: boolean) => {
      const evidence = evidenceOf(5, (left, right) =>
        left < 3 === right < 3 ? [6, 1] : [6, agrees && left === 0 && right === 4 ? 6 : -7],
      );
      return new Set(agglomerate({ ...evidence, settled: [0, 0, 0, 3, 3] }, 3).groups).size;
    };
    expect(groups(true)).toBe(1);
    expect(groups(false)).toBe(2);
  });

  it('stay apart where each agrees with itself and both never do, and not where each differs as often itself', () => {
    const isApart = (within: (left: number, right: number) => boolean) =>
      new Set(
        agglomerate(
          { ...twoNines(0, within), settled: [...Array(18).keys()].map((i) => Math.floor(i / 9)) },
          2.5,
        ).groups,
      ).size === 2;
    expect(isApart(() => true)).toBe(true);
    expect(isApart((left, right) => (left + right) % 2 === 0)).toBe(false);
  });

  // 2 is like 1 by 1 bit, and with 0 beside it by −1: the mean of two
  it('take in a single record that little speaks for, where hardly any is alone and one of theirs is like it', () => {
    const pairs = [[10], [-3], [1]] as const;
    const of = (alone: number) =>
      evidenceOf(3, (left, right) => pairs[left + right - 1] as readonly number[], [0], alone);
    expect(agglomerate(of(0), 0).groups).toEqual([0, 0, 2]);
    const { groups, weakest } = agglomerate(of(3), 0);
    expect(groups).toEqual([0, 0, 0]);
    // no likelier than the nearest two records
    expect(weakest?.weight).toBeGreaterThan(0);
    expect(weakest?.weight).toBeLessThanOrEqual(1);
  });

  // 2 is like 0 and 1 by −2 bits
  it('take in a single record in the end that is like none of theirs, and tell of it as what is held by least', () => {
    const pairs = [[10], [-2], [-2]] as const;
    const of = (isAloneKnown: boolean) => ({
      ...evidenceOf(3, (left, right) => pairs[left + right - 1] as readonly number[], [0], 5),
      isAloneKnown,
    });
    expect(agglomerate(of(false), 0)).toMatchObject({ groups: [0, 0, 2], refused: { weight: -2 } });
    const { groups, refused, weakest } = agglomerate(of(true), 0);
    expect(groups).toEqual([0, 0, 0]);
    expect(refused).toBeUndefined();
    expect(weakest?.weight).toBe(-2);
  });

  it('of two records and more are as likely one person as they were', () => {
    // 0 and 1, 2 and 3 are pairs; between them nothing agrees but one pair
    const weigh = (left: number, right: number) => [
      left + right === 1 || left + right === 5 ? 10 : left === 1 && right === 2 ? 1 : -3,
    ];
    expect(agglomerate(evidenceOf(4, weigh, [0], 20), 0).groups).toEqual([0, 0, 2, 2]);
  });

  it('are the same at each of several bounds as at that bound alone, and those of a lower one take others in', () => {
    const weights = fc.array(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -8, max: 8 })), {
      minLength: 28,
      maxLength: 28,
    });
    fc.assert(
      fc.property(weights, (pairs) => {
        const evidence = () =>
          evidenceOf(8, (left, right) => pairs[(right * (right - 1)) / 2 + left] ?? [0, 0]);
        const bounds = [3, -4, 0, 6];
        const all = agglomerateAt(evidence(), bounds);
        expect(all).toEqual(bounds.map((bound) => agglomerate(evidence(), bound)));
        const [at3, , , at6] = all;
        at6?.groups.forEach((group, i) => expect(at3?.groups[i]).toBe(at3?.groups[group]));
      }),
    );
  });
});
