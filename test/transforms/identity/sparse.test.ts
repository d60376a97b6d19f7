import { afterEach, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../../warehouse/index.ts';
import { matched, type PersonRow } from '../../support/matched.ts';
import { inventedPeople } from '../../support/somebody.ts';

let engine: Engine | undefined;
afterEach(() => engine?.close());

async function f1Of(list: readonly PersonRow[], isFinal: boolean): Promise<number> {
  engine?.close();
  engine = await openEngine();
  return (await matched(engine, list, { isFinal })).f1;
}

interface Crowd {
  readonly people: number;
  readonly records: number;
  /** the share of values that are not the person's, and of those that are known */
  readonly wrong: number;
  readonly known: number;
  /** whether what is wrong is what was right once, the same in all records of a person */
  readonly isOld?: boolean;
  readonly seed: number;
}

/** Records of a few fields each, some of whose values are wrong; noise columns beside them. */
function sparse({ people, records, wrong, known, isOld = false, seed }: Crowd) {
  const { random, upTo, word, somebody } = inventedPeople(seed);
  return Array.from({ length: people }, somebody).flatMap((person, who) => {
    const once = somebody();
    return Array.from({ length: records }, (): PersonRow => {
      const others = isOld ? once : somebody();
      const kept = Object.entries(person).filter(() => random() < known);
      const told = kept.map(([field, value]) => [
        field,
        random() < wrong ? others[field as keyof typeof others] : value,
      ]);
      return {
        who,
        ...Object.fromEntries(told),
        status: ['open', 'closed', 'new'][upTo(3)],
        score: `${upTo(100)}`,
        remark: word(4),
        batch: ['a', 'b', 'c', 'd', 'e'][upTo(5)],
      };
    });
  });
}

describe('many sparse records of a person that contradict each other', () => {
  // all hang together by weak pairs, and are cut where that is needed and no higher: .25 where they were cut at eight to one
  it('are found among many people', async () => {
    const rows = sparse({ people: 120, records: 12, wrong: 0.25, known: 0.45, seed: 3 });
    expect(await f1Of(rows, true)).toBeGreaterThan(0.4);
  });

  it('are found better where nothing comes later, by a second look at the people found', async () => {
    const rows = sparse({ people: 100, records: 10, wrong: 0.3, known: 0.6, isOld: true, seed: 4 });
    const open = await f1Of(rows, false);
    expect(await f1Of(rows, true)).toBeGreaterThan(open + 0.005);
  });

  it('are found among columns that say nothing, be they few', async () => {
    const rows = sparse({ people: 8, records: 8, wrong: 0.1, known: 0.6, seed: 5 });
    expect(await f1Of(rows, true)).toBeGreaterThan(0.9);
  });
});
