import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, rows } from '../../warehouse/index.ts';
import { coreSelect } from '../graph/project.ts';
import type { Decision } from './decisions.ts';
import type { Member } from './tearing.ts';

/**
 * The SELECT of decisions in force by the keys of their records, in the order in which they were made; who made
 * them, and why, stays in the ledger.
 */
export function decisionsSql(decisions: readonly Decision[]): string {
  const text = (value: string | undefined) => (value === undefined ? 'null::varchar' : literal(value));
  const rowOf = (one: Decision, place: number) =>
    `(${place}, ${literal(one.id)}, ${literal(one.kind)}, ${one.left}::bigint, ${one.right}::bigint, ${text(one.leftKey)}, ${text(one.rightKey)})`;
  const none = "(0, '', '', 0::bigint, 0::bigint, null::varchar, null::varchar)";
  return `select * from (values ${decisions.map(rowOf).join(', ') || none})
    as t(place, decision_id, kind, left_record_id, right_record_id, left_record_key, right_record_key)
    where decision_id <> ''`;
}

/**
 * The decisions by the numbers that their records have in a snapshot, which are others than in the ledger where
 * everything landed anew; without those about a record that it does not hold.
 */
export async function decisionsOn(
  connection: DuckDBConnection,
  decisions: readonly Decision[],
): Promise<readonly Decision[]> {
  await connection.run(`create or replace temp table steward_decisions as ${decisionsSql(decisions)}`);
  const found = await rows<{ place: number; left: number; right: number }>(
    connection,
    `select place, left_record_id::double as "left", right_record_id::double as "right"
     from (${coreSelect('identity_decisions')}) order by place`,
  );
  return found.map(({ place, left, right }) => ({ ...(decisions[place] as Decision), left, right }));
}

/** All records of the customers that some records belong to in a snapshot. */
export const membersWith = (
  connection: DuckDBConnection,
  records: readonly number[],
): Promise<readonly Member[]> =>
  rows<Member>(
    connection,
    `select i.record_id::double as id, r.record_key as key, i.customer_id as "customerId"
     from customer_identity as i join source_records as r using (record_id)
     where i.customer_id in (select customer_id from customer_identity where record_id in (${records.join(', ')}))`,
  );
