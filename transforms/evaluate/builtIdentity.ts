import fs from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, openEngine, rows, type StatePaths } from '../../warehouse/index.ts';
import { clusters } from '../identity/clusters.ts';
import { readInputFile } from './inputFile.ts';
import { emptyMissing } from './missing.ts';
import { type PairScore, partitionScorer } from './pairScores.ts';
import { refuseRows } from './refuseRows.ts';

export interface BuiltIdentityEvaluation {
  /** source records of the build, and those of them whose person the file knows */
  readonly records: number;
  readonly known: number;
  readonly customers: number;
  /** of the customers that the build made */
  readonly pairwise: PairScore;
  /** the same among records that hold a name, an e-mail address or a phone: the others say nothing of who they are */
  readonly ofTelling: PairScore;
  /**
   * of a matcher that makes no mistake, but cannot join what holds no field in common with another record of its person, and names no order or
   * coupon that it names
   */
  readonly ceiling: PairScore;
  /** of records joined by equal identifiers alone, beside it */
  readonly identifiersAlone: PairScore;
  /** records by what joined them */
  readonly rules: Readonly<Record<string, number>>;
}

/** Fields that may tell people apart: gender and channel are of half the world. */
const tellingFields = ['full_name', 'email', 'phone', 'birth_date', 'street', 'city', 'postal_code'] as const;

/**
 * How well the customers of the last build agree with the true ones: `file` has a row a source record, with the columns
 * `record_key` and `person` (truth/people.csv of a synthetic business is one).
 * A record without a person, or with a word for none, is not known.
 * @throws ClienteleError `no-data` before the first build, `truth-unknown` where no record of the file is in the build,
 * `row-invalid` where one has two persons
 */
export async function evaluateBuiltIdentity(
  paths: StatePaths,
  file: string,
): Promise<BuiltIdentityEvaluation> {
  if (!fs.existsSync(paths.workspace))
    throw new ClienteleError('no-data', `nothing has been built in ${paths.data} yet; type: clientele build`);
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await readTruth(connection, file);
    await engine.attach(paths.workspace, 'workspace', 'read');
    const [counted] = await rows<{ records: number; customers: number }>(
      connection,
      `select count(*)::double as records, count(distinct customer_id)::double as customers
       from workspace.customer_identity`,
    );
    const found = await rows<{ record: number; customer: number; person: string; tells: boolean }>(
      connection,
      `select i.record_id::double as record, substr(i.customer_id, 2)::double as customer, t.person,
         coalesce(p.full_name, p.email, p.phone) is not null as tells
       from workspace.customer_identity as i
       join workspace.record_profiles as p on p.record_id = i.record_id
       join known_people as t on t.record_key = i.record_key
       order by i.record_id`,
    );
    if (found.length === 0)
      throw new ClienteleError(
        'truth-unknown',
        `${file}: none of its record_key values is a source record of the build, such as "shop.web ref:W100001"`,
      );
    const links = await rows<{ l: number; r: number }>(
      connection,
      `select record_id::double as l, (min(record_id) over (partition by kind, identifier))::double as r
       from workspace.record_identifiers anti join workspace.shared_identifiers using (kind, identifier)
       qualify count(*) over (partition by kind, identifier) > 1`,
    );
    const alone = clusters({ left: links.map(({ l }) => l), right: links.map(({ r }) => r) });
    const score = partitionScorer(found.map(({ person }) => person));
    const telling = found.filter(({ tells }) => tells);
    // one link for each record and field to the first record of its person that has the field too
    const comparable = await rows<{ l: number; r: number }>(
      connection,
      `with
        held as (
          unpivot (select record_id, ${tellingFields.map((field) => `cast(${field} as varchar) as ${field}`).join(', ')} from workspace.record_profiles)
          on ${tellingFields.join(', ')} into name field value value
          union all by name
          select record_id, kind as field from workspace.record_identifiers
          union all by name
          select v.record_id, f.reference_key as field from workspace.record_references as f
          join workspace.record_values as v on v.record_key = f.record_key
        ),
        known as (
          select i.record_id, t.person from workspace.customer_identity as i
          join known_people as t on t.record_key = i.record_key
        )
       select record_id::double as l, (min(record_id) over (partition by person, field))::double as r
       from known join held using (record_id)`,
    );
    const together = clusters({ left: comparable.map(({ l }) => l), right: comparable.map(({ r }) => r) });
    const rules = await rows<{ rule: string; n: number }>(
      connection,
      'select rule, count(*)::double as n from workspace.customer_identity group by rule order by n desc, rule',
    );
    return {
      records: counted?.records ?? 0,
      known: found.length,
      customers: counted?.customers ?? 0,
      pairwise: score(found.map(({ customer }) => customer)),
      ofTelling: partitionScorer(telling.map(({ person }) => person))(
        telling.map(({ customer }) => customer),
      ),
      ceiling: score(found.map(({ record }) => together.get(record) ?? record)),
      identifiersAlone: score(found.map(({ record }) => alone.get(record) ?? record)),
      rules: Object.fromEntries(rules.map(({ rule, n }) => [rule, n])),
    };
  } finally {
    engine.close();
  }
}

/** Makes the table `known_people` (record_key, person) from the file. */
async function readTruth(connection: DuckDBConnection, file: string): Promise<void> {
  const columns = { record_key: 'record_key', person: 'person' };
  await readInputFile(connection, file, columns);
  await emptyMissing(connection, 'person', 'customers');
  await refuseRows(connection, path.basename(file), columns, 'input', [
    {
      bad: `row_number in (
        select row_number from input
        qualify person <> first_value(person ignore nulls) over (partition by record_key order by row_number))`,
      name: 'person',
      value: 'person',
      want: 'the record has another person in a row above',
    },
  ]);
  await connection.run(
    'create temp table known_people as select distinct record_key, person from input where person is not null',
  );
}
