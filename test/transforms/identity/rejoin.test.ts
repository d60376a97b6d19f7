import { afterEach, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../../warehouse/index.ts';
import { invented } from '../../support/invented.ts';
import { matched } from '../../support/matched.ts';

let engine: Engine | undefined;
afterEach(() => engine?.close());

const { random, pick, word, digits, birth } = invented(21);
const given = Array.from({ length: 60 }, () => word(2));
const family = Array.from({ length: 200 }, () => word(3));
const towns = Array.from({ length: 40 }, () => `${word(3)}ton`);

/** A letter of some values is another one. */
const slip = (value: string) => {
  const at = Math.floor(random() * value.length);
  return random() < 0.2 ? `${value.slice(0, at)}${pick(['a', 'e', 's', 't'])}${value.slice(at + 1)}` : value;
};

/** Two people of 300 sparse records with slips, and 300 of one or two. */
const people = Array.from({ length: 302 }, (_, who) => {
  const [first, last] = [pick(given), pick(family)];
  const one = {
    date: birth(),
    email: `${first}.${last}${digits(2)}@mail.test`,
    phone: `07${digits(9)}`,
    town: pick(towns),
  };
  const told = (value: string, share: number) => (random() < share ? slip(value) : undefined);
  return Array.from({ length: who < 2 ? 300 : 1 + Number(random() < 0.5) }, () => ({
    who,
    first_name: told(first, 0.85),
    last_name: told(last, 0.85),
    birth_date: random() < 0.5 ? one.date : undefined,
    email: told(one.email, 0.5),
    phone: told(one.phone, 0.4),
    city: told(one.town, 0.7),
  }));
}).flat();

describe('a person of more records than are looked at together', () => {
  it('is one person all the same', async () => {
    engine = await openEngine();
    const { f1, precision } = await matched(engine, people);
    expect(precision).toBeGreaterThan(0.97);
    expect(f1).toBeGreaterThan(0.95);
  });
});
