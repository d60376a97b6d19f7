import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLinks } from '../../../transforms/identity/createLinks.ts';
import { createCrowded } from '../../../transforms/identity/crowded.ts';
import { type Engine, openEngine, rows } from '../../../warehouse/index.ts';

const functions = fs.readFileSync(
  path.resolve(import.meta.dirname, '../../../sql/functions/duckdb.sql'),
  'utf8',
);

/** Links of the profiles, by no model, where an identifier of more than three records joins nobody. */
async function linksOf(
  engine: Engine,
  {
    profiles,
    identifiers,
    references = [],
  }: Readonly<Record<'profiles' | 'identifiers', readonly string[]>> & {
    readonly references?: readonly string[];
  },
) {
  const connection = await engine.connect();
  const table = (name: string, columns: string, of: readonly string[]) =>
    connection.run(
      `create table ${name} (${columns}); ${of.map((one) => `insert into ${name} values (${one});`).join('\n')}`,
    );
  await connection.run(functions);
  await table('company_keys', 'company varchar, company_key varchar', []);
  await table('named', 'record_id bigint, full_name varchar, first_seen_at timestamp', profiles);
  await connection.run(
    `create view record_profiles as select *, ${['given_name', 'family_name', 'gender', 'email', 'phone', 'street', 'city', 'postal_code', 'country', 'acquisition_channel', 'company'].map((one) => `null::varchar as ${one}`).join(', ')}, null::date as birth_date from named`,
  );
  await table(
    'record_identifiers',
    'record_id bigint, kind varchar, identifier varchar, first_seen_at timestamp',
    identifiers,
  );
  await connection.run(`
    alter table record_identifiers add column given_up_at timestamp;
    alter table record_identifiers add column is_fixed_line boolean`);
  await table(
    'reference_pairs',
    'left_record_id bigint, right_record_id bigint, kind varchar, since_at timestamp',
    references,
  );
  await table(
    'identity_decisions',
    'place int, left_record_id bigint, right_record_id bigint, kind varchar',
    [],
  );
  await createCrowded(connection, 3);
  await createLinks(connection, undefined);
  return {
    links: await rows<{ link: string }>(
      connection,
      "select concat_ws(' ', rule, least(l, r), greatest(l, r)) as link from match_links order by place",
    ).then((found) => found.map(({ link }) => link)),
    doubted: await rows(connection, 'from match_doubted'),
  };
}

describe('links', () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await openEngine();
  });
  afterEach(() => engine.close());

  it('of an e-mail address come before those of an order that nobody could weigh, though it was named first', async () => {
    const { links } = await linksOf(engine, {
      profiles: ["1, null, '2026-01-01'", "2, 'Ann Oakheart', '2026-01-02'", "3, null, '2026-01-03'"],
      identifiers: ["2, 'email', 'a@x.example', '2026-03-01'", "3, 'email', 'a@x.example', '2026-03-01'"],
      references: ["1, 3, 'order', '2026-01-01'"],
    });
    expect(links).toEqual(['email 2 3', 'order 1 3']);
  });

  it('of what too many hold there are none, and nobody is doubted for it, however few of them are named', async () => {
    const crowd = [1, 2, 3, 4].map((record) => `${record}, 'phone', '13500135001', '2026-01-01'`);
    const profiles = ['Ann Oakheart', 'Walter Brandywine'].map(
      (name, i) => `${i + 1}, '${name}', '2026-01-01'`,
    );
    const nameless = [3, 4].map((record) => `${record}, null, '2026-01-01'`);
    const found = await linksOf(engine, { profiles: [...profiles, ...nameless], identifiers: crowd });
    expect(found).toEqual({ links: [], doubted: [] });
  });
});
