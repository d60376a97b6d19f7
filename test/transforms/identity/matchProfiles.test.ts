import type { DuckDBConnection } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { people } from '../../../bench/people.ts';
import { stage, stagedName } from '../../../transforms/build/stage.ts';
import {
  fitProfiles,
  matchProfiles,
  type ProfileReview,
} from '../../../transforms/identity/matchProfiles.ts';
import { reviewTables } from '../../../transforms/identity/reviews.ts';
import type { StepTable } from '../../../transforms/step.ts';
import { step } from '../../../transforms/steps/record_clusters.ts';
import { openEngine } from '../../../warehouse/index.ts';

const crowd = [
  ...people({
    seed: 3,
    records: 500,
    mostCopies: 3,
    copyRate: 0.5,
    typoRate: 0.5,
    missingRate: 0.3,
    swapRate: 0,
    changeRate: 0.3,
    householdRate: 0.3,
    style: 'western',
  }),
];

type Columns = Readonly<Record<string, readonly unknown[]>>;

const inOrder = (reviews: readonly ProfileReview[]) =>
  reviews.toSorted((a, b) => a.left - b.left || a.right - b.right);

/** Makes `everybody`, and `record_profiles` of them. */
async function createEverybody(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    `create table everybody as
       select (row_number() over ())::bigint as record_id, given_name || ' ' || family_name as full_name, given_name, family_name,
         null::varchar as gender, try_cast(birth_date as date) as birth_date, email, phone,
         concat_ws(' ', house_number, street) as street, city, postcode as postal_code, null::varchar as country, null::varchar as acquisition_channel
       from (select unnest(from_json($1, '[{"given_name": "VARCHAR", "family_name": "VARCHAR", "birth_date": "VARCHAR",
         "email": "VARCHAR", "phone": "VARCHAR", "house_number": "VARCHAR", "street": "VARCHAR", "city": "VARCHAR",
         "postcode": "VARCHAR"}]'), recursive := true))`,
    [JSON.stringify(crowd)],
  );
  await connection.run(`create table record_identifiers (kind varchar, identifier varchar, record_id bigint);
    create view record_profiles as from everybody`);
}

const columnsOf = async (connection: DuckDBConnection, table: string) =>
  (await connection.runAndReadAll(`from ${table} limit 0`)).columnNames().sort();

describe('pairs to review', () => {
  it('come in the order of their records, the same in an increment', async () => {
    const engine = await openEngine();
    try {
      const connection = await engine.connect();
      await createEverybody(connection);
      const fitted = await fitProfiles(connection, { sharedIdentifierLimit: 30, threshold: 0.5 });
      const { parameters } = fitted;
      const whole = await matchProfiles(connection, parameters, { fitted });
      expect(whole.reviews.length).toBeGreaterThan(10);
      expect(whole.reviews).toEqual(inOrder(whole.reviews));

      await connection.run(
        `create or replace view record_profiles as from everybody where record_id <= ${crowd.length - 40}`,
      );
      const before = await matchProfiles(connection, parameters, {});
      const values = before.reviews
        .toReversed()
        .map(({ left, right, weight, reason }) => `(${left}, ${right}, ${weight}, '${reason}')`);
      // of what the match leaves a build keeps the columns that are declared
      for (const [old, table, kept] of [
        ['old_records', 'match_records', 'matched_records'],
        ['old_edges', 'match_edges', 'matched_pairs'],
        ['old_people', 'match_people', 'matched_people'],
      ] as const) {
        await stage(connection, kept, step.writes[kept] as StepTable, { select: `from ${table}` });
        await connection.run(`create table ${old} as from ${stagedName(kept)}`);
        expect(await columnsOf(connection, old)).toEqual(await columnsOf(connection, table));
      }
      await connection.run(
        `create table old_reviews as from (values ${values.join(', ')}) as v (left_record_id, right_record_id, weight, reason);
         create or replace view record_profiles as from everybody`,
      );
      const earlier = {
        records: 'old_records',
        edges: 'old_edges',
        people: 'old_people',
        reviews: 'old_reviews',
      };
      const grown = await matchProfiles(connection, parameters, { earlier });
      expect(grown.isIncrement).toBe(true);
      const pairs = (reviews: readonly ProfileReview[]) =>
        reviews.map(({ left, right, reason }) => ({ left, right, reason }));
      expect(pairs(grown.reviews)).toEqual(pairs(whole.reviews));
    } finally {
      engine.close();
    }
  });

  it('are told field by field from those on that are nearest to the threshold', async () => {
    const engine = await openEngine();
    try {
      const connection = await engine.connect();
      await createEverybody(connection);
      const threshold = 0.95;
      const fitted = await fitProfiles(connection, { sharedIdentifierLimit: 30, threshold });
      const { reviews } = await matchProfiles(connection, fitted.parameters, { fitted });
      await connection.run(
        `create table identity_decisions (left_record_id bigint, right_record_id bigint);
         create table match_customers (record_id bigint, first_record_id bigint);
         create table match_identifiers (l bigint, r bigint);
         create table match_doubted (l bigint, r bigint, kind varchar, weight double, reason varchar)`,
      );
      const joining = { refusedDecisions: [], refutedLikeness: [] };
      const tables = await reviewTables(connection, fitted.parameters, reviews, joining);
      const { identity_reviews: listed, identity_review_fields: fields } = tables as Record<string, Columns>;
      const distanceOf = new Map(
        listed?.left_record_id?.map((left, i) => [
          `${left} ${listed.right_record_id?.[i]}`,
          Math.abs(Number(listed.match_weight?.[i]) - Math.log2(threshold / (1 - threshold))),
        ]),
      );
      expect(listed?.distance).toEqual([...distanceOf.values()]);
      const told = [
        ...new Set(fields?.left_record_id?.map((left, i) => `${left} ${fields.right_record_id?.[i]}`)),
      ].map((pair) => distanceOf.get(pair) ?? Number.NaN);
      expect(told.length).toBeGreaterThan(10);
      expect(told).toEqual(told.toSorted((a, b) => a - b));
    } finally {
      engine.close();
    }
  });
});

describe('a country', () => {
  /** What is fitted where the country of every record is an SQL expression. */
  const fitWith = async (country: string) => {
    const engine = await openEngine();
    try {
      const connection = await engine.connect();
      await createEverybody(connection);
      await connection.run(
        `create or replace view record_profiles as select * replace (${country} as country) from everybody`,
      );
      const fitted = await fitProfiles(connection, { sharedIdentifierLimit: 30, threshold: 0.5 });
      const { reviews } = await matchProfiles(connection, fitted.parameters, { fitted });
      return { parameters: fitted.parameters, people: fitted.clusters, reviews };
    } finally {
      engine.close();
    }
  };

  it('of all records is as none: it says nothing', async () => {
    const none = await fitWith('null::varchar');
    expect(await fitWith(`'CN'`)).toEqual(none);
    expect(none.parameters.fields.map(({ name }) => name)).not.toContain('country');
  });

  it('of nearly all says little where it is equal', async () => {
    const { parameters } = await fitWith(`case when record_id % 50 = 0 then 'FR' else 'CN' end`);
    const known = parameters.features.find(({ name }) => name === 'country');
    const weight = Math.log2((known?.m.at(-1) ?? 0) / (known?.u.at(-1) ?? 1));
    expect(Math.abs(weight)).toBeLessThan(0.1);
  });
});
