import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCrowded } from '../../../transforms/identity/crowded.ts';
import { createHolders } from '../../../transforms/identity/holders.ts';
import { type Engine, openEngine, rows } from '../../../warehouse/index.ts';

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(() => engine.close());

/** Who holds one number, by family name and company: the numbers that are made of it, and those that are offices'. */
async function holdersOf(
  people: readonly (readonly [familyName: string | null, company: string | null])[],
  isFixedLine = true,
) {
  const connection = await engine.connect();
  const sql = (value: string | null) => (value === null ? 'null' : `'${value}'`);
  const profiles = people.map(([family, company], i) => `(${i}, ${sql(family)}, ${sql(company)})`);
  await connection.run(`
    create macro company_stem(name) as name;
    create table company_keys as select 'Acme' as company, 'acme' as company_key union all select 'Bolt', 'bolt';
    create table record_profiles (record_id bigint, family_name varchar, company varchar);
    insert into record_profiles values ${profiles.join(', ')};
    create table record_identifiers as select record_id, 'phone' as kind, '021' as identifier,
      null::timestamp as first_seen_at, null::timestamp as given_up_at, ${isFixedLine} as is_fixed_line from record_profiles`);
  await createCrowded(connection, 10);
  await createHolders(connection);
  const held = await rows<{ identifier: string }>(
    connection,
    'select identifier from match_held order by record_id',
  );
  const offices = await rows<{ records: number; first: number }>(
    connection,
    'select records::double as records, first_record_id::double as first from match_offices',
  );
  return { held: held.map(({ identifier }) => identifier), offices };
}

describe('a fixed line', () => {
  it('that two people of one company hold is the office’s: it counts under the name of each, and not for the nameless', async () => {
    const { held, offices } = await holdersOf([
      ['Smith', 'Acme'],
      ['Jones', 'Acme'],
      ['Jones', null],
      [null, 'Acme'],
    ]);
    expect(held).toEqual(['021 smith', '021 jones', '021 jones']);
    expect(offices).toEqual([{ records: 4, first: 0 }]);
  });

  // similarities of .84 and .86
  it.each([
    ['Miller', 'Meier', true],
    ['Robertson', 'Robinson', false],
  ])('of %s and %s is an office’s: %s', async (one, other, isOffice) => {
    const { offices } = await holdersOf([
      [one, 'Acme'],
      [other, 'Acme'],
    ]);
    expect(offices.length).toBe(Number(isOffice));
  });

  it('is a home’s where those who hold it are of two companies', async () => {
    const { held, offices } = await holdersOf([
      ['Smith', 'Acme'],
      ['Jones', 'Bolt'],
    ]);
    expect(held).toEqual(['021', '021']);
    expect(offices).toEqual([]);
  });

  it('is the only kind of number that offices have', async () => {
    const { offices } = await holdersOf(
      [
        ['Smith', 'Acme'],
        ['Jones', 'Acme'],
      ],
      false,
    );
    expect(offices).toEqual([]);
  });
});
