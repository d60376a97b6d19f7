import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStringMacros } from '../../../transforms/identity/codePoints.ts';
import { featuresOf } from '../../../transforms/identity/features.ts';
import { measuresOf } from '../../../transforms/identity/measures.ts';
import { patternSql } from '../../../transforms/identity/patternSql.ts';
import { isBornApartSql, isOfTwoSql } from '../../../transforms/identity/twoPeople.ts';
import { type Engine, openEngine, rows } from '../../../warehouse/index.ts';

const features = featuresOf([
  { name: 'given_name', kind: 'given_name' },
  { name: 'family_name', kind: 'family_name' },
  { name: 'gender', kind: 'gender' },
  { name: 'birth_date', kind: 'birth_date' },
]);

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(() => engine.close());

type Person = Readonly<Partial<Record<'given_name' | 'family_name' | 'gender' | 'birth_date', string>>>;

/** Whether an SQL condition holds of two people who share things of these kinds. */
async function asked(condition: string, people: readonly [Person, Person], kinds = "['phone']") {
  const connection = await engine.connect();
  await createStringMacros(connection);
  const sql = (value?: string) => (value === undefined ? 'null' : `'${value}'`);
  const values = people.map(
    (one, rid) =>
      `(${rid}, ${[one.given_name, one.family_name, one.gender, one.birth_date].map(sql).join(', ')})`,
  );
  await connection.run(
    `create table match_records (rid int, given_name varchar, family_name varchar, gender varchar, birth_date varchar);
     insert into match_records values ${values.join(', ')}`,
  );
  const pairs = patternSql('select 0 as l, 1 as r', features, await measuresOf(connection, features));
  const [found] = await rows<{ holds: boolean }>(
    connection,
    `select ${condition} as holds from (select pattern as compared, l, r, ${kinds} as kinds from (${pairs})) as p
     join match_records as a on a.rid = p.l join match_records as b on b.rid = p.r`,
  );
  return found?.holds;
}

describe('two people of one name', () => {
  it.each([
    ['19700512', '19840823', false],
    ['19700512', '19850823', true],
    ['19850823', '19700512', true],
    ['19700101', '19950823', false],
    ['1970', '19950823', false],
  ])('who were born %s and %s are a generation apart: %s', async (one, other, isApart) => {
    const people = [{ birth_date: one }, { birth_date: other }] as const;
    expect(await asked(isBornApartSql(features, 'a', 'b'), people)).toBe(isApart);
  });
});

describe('two given names that do not agree', () => {
  const twins = [
    { given_name: 'ann', family_name: 'lee', birth_date: '19900304' },
    { given_name: 'victor', family_name: 'lee', birth_date: '19900304' },
  ] as const;

  it('are of two people who share a telephone, and not of those who share an address of e-mail and nothing else differs', async () => {
    const isOfTwo = isOfTwoSql(features, 'a', 'b');
    expect(await asked(isOfTwo, twins)).toBe(true);
    await engine.close();
    engine = await openEngine();
    expect(await asked(isOfTwo, twins, "['email']")).toBe(false);
  });

  it('are of two people of one address where the birth dates differ as well', async () => {
    const [ann, victor] = twins;
    const people = [ann, { ...victor, birth_date: '19580917' }] as const;
    expect(await asked(isOfTwoSql(features, 'a', 'b'), people, "['email', 'phone']")).toBe(true);
  });
});
