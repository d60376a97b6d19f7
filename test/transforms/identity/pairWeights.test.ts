import { afterEach, describe, expect, it } from 'vitest';
import { agglomerate } from '../../../transforms/identity/agglomerate.ts';
import { evidenceOf } from '../../../transforms/identity/evidence.ts';
import { explainPairs } from '../../../transforms/identity/explainPair.ts';
import { featuresOf } from '../../../transforms/identity/features.ts';
import { type Engine, openEngine } from '../../../warehouse/index.ts';
import { invented } from '../../support/invented.ts';
import { matched } from '../../support/matched.ts';

let engine: Engine | undefined;
afterEach(() => engine?.close());

const { random, pick, word, digits, birth } = invented(12);
const given = Array.from({ length: 40 }, () => word(2));
const family = Array.from({ length: 120 }, () => word(3));
/** A postal code is of one town of one county; a few towns hold most people. */
const places = Array.from({ length: 400 }, (_, i) => {
  const city = `${word(4)}ton`;
  return { postcode: String(10_000 + 137 * i), city, county: `county of ${city}` };
});
const home = () => places[Math.floor(random() ** 3 * places.length)] as (typeof places)[number];
const homes = Array.from({ length: 1200 }, home);

/**
 * People of few names, a second record of every other with slips, of some with the names in each other's place, before or
 * after the one in order, and of each tenth one of the telephone alone.
 */
const people = homes.flatMap((place, who) => {
  const one = {
    ...{ who, first_name: pick(given), last_name: pick(family), birth_date: birth() },
    ...{ phone: `07${digits(9)}`, ...place },
  };
  const again = {
    ...one,
    ...(random() < 0.2 ? { first_name: pick(given) } : {}),
    ...(random() < 0.3 ? { phone: undefined } : {}),
  };
  const turned = { ...one, first_name: one.last_name, last_name: one.first_name };
  if (who % 14 === 0) return who % 28 === 0 ? [turned, one] : [one, turned];
  return [one, ...(who % 2 ? [again] : []), ...(who % 10 ? [] : [{ who, phone: one.phone }])];
});

const ofPlaces = new Set(['postcode', 'city', 'county', 'state', 'province']);

describe('the weight of a pair', () => {
  it('is the same whether it is scored among all pairs, explained, or compared as a group of two', async () => {
    engine = await openEngine();
    const { connection, parameters, edges } = await matched(engine, people);
    const step = Math.ceil(edges.weight.length / 300);
    const places = [...edges.weight.keys()].filter((i) => i % step === 0);
    const pairs = places.map((i) => [edges.left[i] as number, edges.right[i] as number] as const);
    const explained = await explainPairs(
      connection,
      parameters,
      pairs.map((records) => ({ records })),
    );
    const compared = evidenceOf(
      connection,
      pairs.map((records) => ({ records })),
      featuresOf(parameters.fields),
      parameters,
    );
    let at = 0;
    for await (const { evidence } of compared) {
      const { weakest, refused } = agglomerate(evidence, 0);
      const weight = edges.weight[places[at] as number] as number;
      expect((weakest ?? refused)?.weight).toBeCloseTo(weight, 2);
      expect(explained[at]?.weight).toBeCloseTo(weight, 4);
      at++;
    }
    expect(at).toBeGreaterThan(100);
  });

  it('counts a name by how many have it, whichever of the two records has its names in each other’s place', async () => {
    engine = await openEngine();
    const { connection, parameters, edges } = await matched(engine, people);
    const explained = await explainPairs(
      connection,
      parameters,
      Array.from(edges.left, (left, i) => ({ records: [left, edges.right[i] as number] as const })),
    );
    const rarities = explained.flatMap(({ contributions }) => {
      const [order, given] = ['name_order', 'given_name'].map((of) =>
        contributions.find(({ name }) => name === of),
      );
      return order?.level === 'exchanged' && given?.level === 'equal' ? [given.rarity] : [];
    });
    expect(rarities.length).toBeGreaterThan(60);
    // every given name is borne by some thirty people: a family name in its place, by hardly anybody
    expect(Math.max(...rarities)).toBeLessThan(2);
  });

  it('counts a place once, by how rare it is, however many of its parts are equal', async () => {
    engine = await openEngine();
    const { connection, parameters, edges } = await matched(engine, people);
    const explained = await explainPairs(
      connection,
      parameters,
      Array.from(edges.left.slice(0, 600), (left, i) => ({
        records: [left, edges.right[i] as number] as const,
      })),
    );
    const excess = explained.flatMap(({ contributions }) => {
      const parts = contributions.filter(({ name }) => ofPlaces.has(name));
      if (parts.length < 3 || parts.some(({ level }) => level !== 'equal')) return [];
      const [{ left = null } = {}] = parts.filter(({ name }) => name === 'postcode');
      const neighbours = homes.filter(({ postcode }) => postcode === left).length;
      const weight = parts.reduce((sum, part) => sum + part.weight + part.rarity, 0);
      return [weight - Math.log2(homes.length / neighbours)];
    });
    expect(excess.length).toBeGreaterThan(100);
    expect(Math.max(...excess)).toBeLessThan(2);
  });
});
