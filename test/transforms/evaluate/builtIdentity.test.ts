import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { evaluateBuiltIdentity } from '../../../transforms/evaluate/index.ts';
import { openEngine, statePaths } from '../../../warehouse/index.ts';
import { temporaryFolder } from '../../support/cli.ts';

const folder = temporaryFolder('builtIdentity');
const paths = statePaths(path.join(folder, 'data'));

/** Of five records two and two are customers; the last two share a telephone, and one says nothing of who it is. */
beforeAll(async () => {
  fs.mkdirSync(paths.data, { recursive: true });
  const engine = await openEngine();
  try {
    await engine.attach(paths.workspace, 'workspace', 'write');
    const connection = await engine.connect();
    await connection.run(`
      use workspace;
      create table customer_identity as from (values
        (1::bigint, 'r1', 'c1', 'likeness'), (2, 'r2', 'c1', 'likeness'), (3, 'r3', 'c3', 'alone'), (4, 'r4', 'c4', 'identifier'), (5, 'r5', 'c4', 'identifier')
      ) as t (record_id, record_key, customer_id, rule);
      create table record_profiles as
        select record_id, if(record_id = 3, null, 'name ' || record_id) as full_name, null::varchar as email,
          if(record_id >= 4, '+49301234', null) as phone, null::varchar as birth_date, null::varchar as street, null::varchar as city,
          null::varchar as postal_code
        from customer_identity;
      create table record_identifiers as select 'phone' as kind, phone as identifier, record_id from record_profiles where phone is not null;
      create table shared_identifiers (kind varchar, identifier varchar);
      create table record_references (record_key varchar, reference_key varchar);
      create table record_values as select record_id, record_key from customer_identity`);
  } finally {
    engine.close();
  }
});

const evaluated = (...lines: readonly string[]) => {
  const file = path.join(folder, 'people.csv');
  fs.writeFileSync(file, ['record_key,person', ...lines].join('\n'));
  return evaluateBuiltIdentity(paths, file);
};

test('scores the customers of a build, what no matcher could join, and what identifiers alone join', async () => {
  const found = await evaluated('r1,ann', 'r2,ann', 'r3,ann', 'r4,bob', 'r5,bob');
  expect(found).toMatchObject({ records: 5, known: 5, customers: 3 });
  expect(found.pairwise).toMatchObject({ precision: 1, recall: 0.5 });
  expect(found.ofTelling).toMatchObject({ precision: 1, recall: 1 });
  expect(found.identifiersAlone).toMatchObject({ precision: 1, recall: 0.25 });
  expect(found.rules).toEqual({ identifier: 2, likeness: 2, alone: 1 });
});

test('leaves out records whose person is not told, or is a word for none, and takes a row that is there twice', async () => {
  const found = await evaluated('r1,ann', 'r1,ann', 'r2,ann', 'r3,', 'r4,NA', 'r5,unknown');
  expect(found.known).toBe(2);
  expect(found.pairwise).toMatchObject({ precision: 1, recall: 1 });
});

test('refuses a record of two persons, with its row', async () => {
  await expect(evaluated('r1,ann', 'r2,ann', 'r1,bob', 'r3,bob')).rejects.toThrow(
    'people.csv, row 3: person is "bob"; the record has another person in a row above (1 such rows)',
  );
});

test('refuses a file without a record of the build', async () => {
  await expect(evaluated('x1,ann')).rejects.toThrow('none of its record_key values is a source record');
});
