import { ClienteleError, openSnapshot, rows } from '../../../warehouse/index.ts';
import { type Context, printJson, project } from '../../context.ts';
import { alignedTable } from '../../table.ts';
import type { DecisionFlags } from './decide.ts';

export interface ReviewFlags extends DecisionFlags {
  readonly limit: string;
}

const pairsSql = `
  select v.left_record_id, v.right_record_id, l.customer_id = r.customer_id as is_one, v.match_weight, v.reason,
    a.full_name as left_name, b.full_name as right_name, a.source as left_source, b.source as right_source
  from identity_reviews as v
  join customer_identity as l on l.record_id = v.left_record_id
  join customer_identity as r on r.record_id = v.right_record_id
  join source_records as a on a.record_id = v.left_record_id
  join source_records as b on b.record_id = v.right_record_id
  order by abs(v.match_weight) nulls last, v.left_record_id, v.right_record_id`;

/** Lists the pairs that a steward should look at, or takes one off the list as it is. */
export async function review(context: Context, flags: ReviewFlags, pair: readonly string[]): Promise<void> {
  const [left, right, ...more] = pair;
  if (left !== undefined && right !== undefined && more.length === 0) {
    const { recordDecision } = await import('./decide.ts');
    return recordDecision(context, flags, 'keep', left, right);
  }
  if (left !== undefined) throw new ClienteleError('usage', 'identity review takes no ids, or two');
  const limit = Number(flags.limit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new ClienteleError('usage', `--limit takes a whole number from 1, not "${flags.limit}"`);
  const { paths } = await project(context, flags);
  const snapshot = await openSnapshot(paths, 'admin');
  try {
    const found = await rows<Record<string, unknown>>(snapshot.connection, pairsSql);
    const pairs = found.slice(0, limit);
    if (flags.json) printJson(context, { schema: 'clientele.identity-review/1', pairs, total: found.length });
    else if (found.length === 0) context.out('nothing to review\n');
    else {
      const headers = ['record', 'source', 'name', 'record', 'source', 'name', 'now', 'weight', 'why'];
      const cells = pairs.map((one) => [
        one.left_record_id,
        one.left_source,
        one.left_name,
        one.right_record_id,
        one.right_source,
        one.right_name,
        one.is_one ? 'one' : 'two',
        typeof one.match_weight === 'number' ? (Math.round(10 * one.match_weight) / 10 || 0).toFixed(1) : '',
        one.reason,
      ]);
      context.out(`${alignedTable(headers, cells)}\n`);
      context.err(
        `${pairs.length} of ${found.length} pairs; decide with clientele identity merge, split or review ID ID --reason …\n`,
      );
    }
  } finally {
    snapshot.close();
  }
}
