import { afterEach, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../../warehouse/index.ts';
import { invented } from '../../support/invented.ts';
import { matched, type PersonRow } from '../../support/matched.ts';

let engine: Engine | undefined;
afterEach(() => engine?.close());

/** Homes of so many people of so many records each, of whose values some are missing and some are somebody else's. */
function conflicting(homes: number, people: number, records: number, seed: number): readonly PersonRow[] {
  const { random, upTo, word, digits, birth } = invented(seed);
  const [given, family, cities] = [80, 200, 40].map((n) => Array.from({ length: n }, () => word(3)));
  const home = () => ({
    last_name: family?.[upTo(200)],
    phone: `07${digits(9)}`,
    street: `${1 + upTo(99)} ${word(3)} street`,
    city: cities?.[upTo(40)],
    postcode: digits(5),
  });
  const own = () => ({
    first_name: given?.[upTo(80)],
    birth_date: birth(),
    email: `${word(3)}${digits(3)}@post.net`,
  });
  let who = 0;
  return Array.from({ length: homes }, home).flatMap((at) =>
    Array.from({ length: people }, own).flatMap((is) => {
      const person = who++;
      return Array.from({ length: records }, (): PersonRow => {
        const other = { ...home(), ...own() };
        const told = Object.entries({ ...at, ...is })
          .filter(() => random() < 0.65)
          .map(([field, value]) => [field, random() < 0.2 ? other[field as keyof typeof other] : value]);
        return { who: person, ...Object.fromEntries(told) };
      });
    }),
  );
}

async function find(rows: readonly PersonRow[]) {
  engine = await openEngine();
  return matched(engine, rows, { isFinal: true });
}

describe('records in which name and birth date are wrong', () => {
  // without it seven pairs of one home for a hundred of one person are thought of
  it('are no other people of the home, where the other records of a person tell', async () => {
    const { f1, parameters } = await find(conflicting(60, 1, 20, 7));
    expect(parameters.lambdaHousehold).toBeLessThan(0.02 * parameters.lambda);
    expect(f1).toBeGreaterThan(0.96);
  });

  // without households, half of what is joined would be two people
  it('are told from other people of the home, who have a name and a birth date in several records', async () => {
    const { f1, precision, parameters } = await find(conflicting(40, 2, 12, 8));
    expect(parameters.lambdaHousehold).toBeGreaterThan(0.2 * parameters.lambda);
    expect(precision).toBeGreaterThan(0.9);
    expect(f1).toBeGreaterThan(0.81);
  });
});
