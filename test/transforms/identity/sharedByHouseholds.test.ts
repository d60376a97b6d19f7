import { afterEach, describe, expect, it } from 'vitest';
import { explainPair } from '../../../transforms/identity/explainPair.ts';
import { type Engine, openEngine } from '../../../warehouse/index.ts';
import { invented } from '../../support/invented.ts';
import { matched, type PersonRow } from '../../support/matched.ts';

let engine: Engine | undefined;
afterEach(() => engine?.close());

/** Precision and recall of pairs, and why two of them are one or are not. */
async function held(list: readonly PersonRow[]) {
  engine = await openEngine();
  const { connection, parameters, precision, recall } = await matched(engine, list);
  return { precision, recall, explain: (a: number, b: number) => explainPair(connection, parameters, a, b) };
}

const { random, upTo, pick, word, digits, birth } = invented(8);
const given = Array.from({ length: 60 }, () => word(2));
const family = Array.from({ length: 300 }, () => word(3));

describe('records of which nothing but an identifier can be compared', () => {
  it.each(['phone', 'email'] as const)('are of whoever has the same %s', async (kind) => {
    const people = Array.from({ length: 400 }, (_, who) => ({
      ...{ who, first_name: pick(given), last_name: pick(family), birth_date: birth() },
      ...{ email: `${word(3)}${digits(4)}@post.net`, phone: `07${digits(9)}` },
    }));
    const lone = people.map(({ who, [kind]: value }) => ({ who, [kind]: value }));
    const { precision, recall, explain } = await held([...people, ...lone]);
    expect(precision).toBeGreaterThan(0.99);
    expect(recall).toBeGreaterThan(0.99);
    const { prior, contributions, moved, household, nothingElse, weight } = await explain(0, people.length);
    const said = contributions.reduce((sum, one) => sum + one.weight + one.rarity, 0);
    expect(prior + said + moved + household + nothingElse).toBeCloseTo(weight, 6);
    expect(household).toBeLessThanOrEqual(0);
    expect(nothingElse).toBeGreaterThan(5);
  });
});

describe('two people of one household', () => {
  /** Couples, each person with two records of all that there is and one without a given name. */
  const couples = (sharesEmail: boolean) =>
    Array.from({ length: 300 }, (_, home) => {
      const home_ = {
        last_name: pick(family),
        street: `${1 + upTo(200)} ${word(3)} lane`,
        city: pick(family.slice(0, 20)),
      };
      const common = `${word(3)}${digits(4)}@post.net`;
      return [0, 1].flatMap((place) => {
        const who = 2 * home + place;
        const email = sharesEmail ? common : `${word(3)}${digits(4)}@post.net`;
        const one = { who, first_name: pick(given), ...home_, email };
        return [one, one, { ...one, first_name: undefined }];
      });
    }).flat();

  it('are told apart by e-mail addresses where households have none in common, and a record without a given name goes with its own', async () => {
    const { precision, recall } = await held(couples(false));
    expect(precision).toBeGreaterThan(0.95);
    expect(recall).toBeGreaterThan(0.9);
  });

  it('are not joined by a common address where households have one, nor is a record without a given name to one of them', async () => {
    const { precision, recall } = await held(couples(true));
    expect(precision).toBeGreaterThan(0.9);
    expect(recall).toBeGreaterThan(0.3);
    expect(recall).toBeLessThan(0.5);
  });
});

describe('what people make of their names', () => {
  it('says no more of them where it is a user name: two who share a first name are two', async () => {
    const people = Array.from({ length: 600 }, (_, who) => {
      const first = pick(given);
      return {
        ...{ who, first_name: first, last_name: pick(family), user_name: `${first}${digits(3)}` },
        ...{ postcode: digits(5), city: pick(family.slice(0, 40)) },
      };
    });
    const copies = people
      .slice(0, 300)
      .map((one) => ({ ...one, last_name: random() < 0.4 ? undefined : one.last_name }));
    const { precision, recall } = await held([...people, ...copies]);
    expect(precision).toBeGreaterThan(0.93);
    expect(recall).toBeGreaterThan(0.95);
  });

  it('is not an office address, which is that of whoever works there', async () => {
    const offices = Array.from({ length: 60 }, () => `${word(4)}.com`);
    const people = Array.from({ length: 500 }, (_, who) => {
      const [first, last, office] = [pick(given), pick(family), pick(offices)];
      const email = random() < 0.5 ? `info@${office}` : `${first}.${last}@${office}`;
      return { who, first_name: first, last_name: last, email, phone: `07${digits(9)}` };
    });
    const copies = people
      .slice(0, 250)
      .map((one) => ({ ...one, phone: random() < 0.3 ? undefined : one.phone }));
    const { precision, recall } = await held([...people, ...copies]);
    expect(precision).toBeGreaterThan(0.98);
    expect(recall).toBeGreaterThan(0.9);
  });
});

describe('a field of no known kind', () => {
  /** A name that is mostly another: of such records only what else is a person's own tells whose they are. */
  const noisy = (name: string) => (random() < 0.6 ? pick(given) : name);

  it('is its own where those who share a value are not mostly of two people: an account joins, whatever the name', async () => {
    const people = Array.from({ length: 500 }, (_, who) => ({
      ...{ who, first_name: pick(given), last_name: pick(family), city: pick(family.slice(0, 30)) },
      ...{
        account: `A${digits(8)}`,
        page: `${word(4)}${digits(3)}`,
        email: `${word(3)}${digits(4)}@post.net`,
      },
    }));
    const copies = people.flatMap((one) =>
      [0, 1].map(() => ({
        ...one,
        first_name: noisy(one.first_name),
        email: random() < 0.5 ? undefined : one.email,
      })),
    );
    const { precision, recall } = await held([...people, ...copies]);
    expect(precision).toBeGreaterThan(0.99);
    expect(recall).toBeGreaterThan(0.95);
  });

  it('is shared where they are: colleagues have one employer, street and switchboard, and stay apart', async () => {
    const people = Array.from({ length: 120 }, () => ({
      ...{ employer: word(5), street: `${1 + upTo(200)} ${word(3)} road`, phone: `01${digits(8)}` },
    })).flatMap((office, i) =>
      Array.from({ length: 5 }, (_, k) => ({
        ...{ who: 5 * i + k, first_name: pick(given), last_name: pick(family), ...office },
        email: `${word(4)}${digits(2)}@${office.employer}.com`,
      })),
    );
    const copies = people
      .filter(() => random() < 0.4)
      .map((one) => ({ ...one, email: random() < 0.5 ? undefined : one.email }));
    const { precision, recall } = await held([...people, ...copies]);
    expect(precision).toBeGreaterThan(0.97);
    expect(recall).toBeGreaterThan(0.9);
  });
});

describe('a column that is made of names', () => {
  const backward = (one: string) => [...one].reverse().join('');

  it.each([
    ['as it is shown', (first: string, last: string) => ({ shown_as: `${first}${last}`.slice(0, 9) })],
    [
      'as it sounds',
      (first: string, last: string) => ({ reading_a: backward(first), reading_b: backward(last) }),
    ],
  ])('counts them once: %s', async (_, again) => {
    const people = Array.from({ length: 700 }, (_, who) => {
      const [first, last] = [pick(given), pick(family.slice(0, 60))];
      const person = { who, first_name: first, last_name: last, ...again(first, last) };
      return { ...person, birth_date: birth(), city: pick(family.slice(0, 20)) };
    });
    const list = people.flatMap((one) => [one, one].slice(0, 1 + upTo(2)));
    const { precision, recall } = await held(list);
    expect(precision).toBeGreaterThan(0.97);
    expect(recall).toBeGreaterThan(0.97);
  });
});
