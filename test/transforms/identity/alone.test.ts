import { afterEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { fitAlone, type LeftRecord } from '../../../transforms/identity/alone.ts';
import { type Engine, openEngine } from '../../../warehouse/index.ts';
import { matched, type PersonRow } from '../../support/matched.ts';
import { inventedPeople } from '../../support/somebody.ts';

/**
 * Records of which so many are alone, each beside the group that it is of if it is not: five fields agree in nine of ten
 * where it is and in one of ten where it is alone.
 */
function records(many: number, alone: number, seed: number): readonly LeftRecord[] {
  const random = seededRandom(seed);
  return Array.from({ length: many }, (_, i) => {
    const agreeing = i < many * alone ? 0.1 : 0.9;
    let weight = Math.log2(1 - alone);
    for (let field = 0; field < 5; field++) weight += random() < agreeing ? Math.log2(9) : -Math.log2(9);
    return { weight, atHome: 0, records: 1 };
  });
}

describe('the share of records that are alone', () => {
  it.each([0.05, 0.3, 0.8])(
    'is found among records that are told apart by what they agree in: %s',
    (alone) => {
      const left = records(20_000, alone, 3);
      const { anywhere } = fitAlone(left, { records: left.length, atHome: 0 });
      expect(anywhere).toBeGreaterThan(0.9 * alone);
      expect(anywhere).toBeLessThan(1.1 * alone);
    },
  );

  it('is that of the records without any partner, where none is in doubt', () => {
    const left = [{ weight: Number.NEGATIVE_INFINITY, atHome: 0, records: 25 }];
    expect(fitAlone(left, { records: 100, atHome: 0 }).anywhere).toBeCloseTo(26 / 101, 6);
  });

  it('is never 0, and 1 where all are', () => {
    expect(fitAlone([], { records: 99, atHome: 0 }).anywhere).toBeCloseTo(0.01, 6);
    const all = [{ weight: Number.NEGATIVE_INFINITY, atHome: 0, records: 99 }];
    expect(fitAlone(all, { records: 99, atHome: 0 })).toEqual({ anywhere: 1, atHome: 1 });
  });

  it('of a home is counted among those who share one, and half of the way is gone', () => {
    const left = [{ weight: Number.NEGATIVE_INFINITY, atHome: 1, records: 9 }];
    const { anywhere, atHome } = fitAlone(left, { records: 999, atHome: 19 });
    expect(anywhere).toBeCloseTo(0.001, 6);
    expect(atHome).toBeCloseTo((1 + 10 / 20) / 2, 6);
  });
});

let engine: Engine | undefined;
afterEach(() => engine?.close());

/** People of so many records each, of which some values are missing and some are somebody else's. */
function people(counts: readonly number[], seed: number): readonly PersonRow[] {
  const { random, somebody } = inventedPeople(seed);
  return counts.flatMap((count, who) => {
    const person = somebody();
    return Array.from({ length: count }, (): PersonRow => {
      const other = somebody();
      const told = Object.entries(person)
        .filter(() => random() < 0.55)
        .map(([field, value]) => [field, random() < 0.25 ? other[field as keyof typeof other] : value]);
      return { who, ...Object.fromEntries(told) };
    });
  });
}

describe('a record that is like a group in little', () => {
  const find = async (counts: readonly number[]) => {
    engine = await openEngine();
    return matched(engine, people(counts, 11), { isFinal: true });
  };

  // without it recall is .79, and F1 .88
  it('is of that group where hardly any record is alone', async () => {
    const { f1, precision, parameters } = await find(Array.from({ length: 80 }, () => 15));
    expect(parameters.alone?.anywhere).toBeLessThan(0.1);
    expect(precision).toBeGreaterThan(0.97);
    expect(f1).toBeGreaterThan(0.9);
  });

  it('is taken for somebody else where many are', async () => {
    const { f1, precision, parameters } = await find([
      ...Array.from({ length: 50 }, () => 12),
      ...Array.from({ length: 600 }, () => 1),
    ]);
    expect(parameters.alone?.anywhere).toBeGreaterThan(0.45);
    expect(parameters.alone?.anywhere).toBeLessThan(0.55);
    expect(precision).toBeGreaterThan(0.98);
    expect(f1).toBeGreaterThan(0.84);
  });
});
