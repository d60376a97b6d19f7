import { expect, test } from 'vitest';
import { createStringMacros } from '../../../transforms/identity/codePoints.ts';
import { createRecords } from '../../../transforms/identity/normalise.ts';
import { openEngine, rows } from '../../../warehouse/index.ts';

type Name = readonly [full: string | null, given: string | null, family: string | null];

/** Given and family name of records that have a full name beside their own ones, or nothing but it. */
async function namesOf(
  names: readonly Name[],
): Promise<readonly (readonly [string | null, string | null])[]> {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await createStringMacros(connection);
    await connection.run(
      'create table people (id int, full_name varchar, first_name varchar, surname varchar)',
    );
    for (const [id, name] of names.entries())
      await connection.run('insert into people values ($1, $2, $3, $4)', [id, ...name]);
    await createRecords(connection, {
      table: 'people',
      key: 'id',
      fields: [
        { name: 'full_name', kind: 'full_name', column: 'full_name' },
        { name: 'given_name', kind: 'given_name', column: 'first_name' },
        { name: 'family_name', kind: 'family_name', column: 'surname' },
      ],
    });
    const found = await rows<{ given_name: string | null; family_name: string | null }>(
      connection,
      'select given_name, family_name from match_records order by rid',
    );
    return found.map(({ given_name, family_name }) => [given_name, family_name]);
  } finally {
    engine.close();
  }
}

const alone = (full: string): Name => [full, null, null];

test('a full name of one word is not taken for both names', async () => {
  expect(
    await namesOf([
      ['Watts', 'Watts', null],
      ['Watts', null, 'Watts'],
      ['Watts, of Leeds', null, 'Watts'],
      ['Watts', null, null],
      ['Ann Watts', 'Ann', null],
      ['Ann Watts', null, 'Watts'],
      ['Ann Watts', 'Anna', 'Watson'],
    ]),
  ).toEqual([
    ['watts', null],
    [null, 'watts'],
    [null, 'watts'],
    [null, 'watts'],
    ['ann', 'watts'],
    ['ann', 'watts'],
    ['anna', 'watson'],
  ]);
});

test('what stands behind a comma is a given name, or where someone is from, or a rank', async () => {
  expect(
    await namesOf(
      [
        'Smith, John',
        'Smith, John, Jr.',
        'John Smith Jr.',
        'John Smith, III',
        'Dr. John Smith, PhD',
        'John Smith,',
        'Thomas Clifford, of Chudleigh',
        'Sir Edmund Giles Loder, 2nd Baronet',
        'Mary Butler, Duchess of Ormonde',
        'Jones, Earl',
        'Jones, Earl James',
        'Nguyen, The Anh',
        'Rahman, Md Kamal',
        'Jane Grey, the Younger',
        'García López, María',
        '王小明',
      ].map(alone),
    ),
  ).toEqual([
    ['john', 'smith'],
    ['john', 'smith'],
    ['john', 'smith'],
    ['john', 'smith'],
    ['john', 'smith'],
    ['john', 'smith'],
    ['thomas', 'clifford'],
    ['edmund', 'loder'],
    ['mary', 'butler'],
    ['earl', 'jones'],
    ['earl', 'jones'],
    ['the', 'nguyen'],
    ['md', 'rahman'],
    ['jane', 'grey'],
    ['maria', 'lopez'],
    ['小明', '王'],
  ]);
});
