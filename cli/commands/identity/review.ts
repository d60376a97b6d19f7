import type { ListedReason } from '../../../transforms/identity/index.ts';
import { ClienteleError, openSnapshot, rows } from '../../../warehouse/index.ts';
import { type Context, printJson, project } from '../../context.ts';
import { alignedTable } from '../../table.ts';
import type { DecisionFlags } from './decide.ts';
import { reviewReason } from './reviewReason.ts';

export interface ReviewFlags extends DecisionFlags {
  readonly limit: string;
}

interface ListedPair extends ListedReason {
  readonly left_record_id: bigint;
  readonly right_record_id: bigint;
  readonly is_one: boolean;
  readonly match_weight: number | null;
  /** bits between its weight and the one from which records are joined */
  readonly distance: number | null;
  readonly left_name: string | null;
  readonly right_name: string | null;
  readonly left_source: string;
  readonly right_source: string;
}

const pairsSql = `
  select v.left_record_id, v.right_record_id, l.customer_id = r.customer_id as is_one, v.match_weight, v.distance, v.reason, v.shared_kinds,
    a.full_name as left_name, b.full_name as right_name, a.source as left_source, b.source as right_source
  from identity_reviews as v
  join customer_identity as l on l.record_id = v.left_record_id
  join customer_identity as r on r.record_id = v.right_record_id
  join source_records as a on a.record_id = v.left_record_id
  join source_records as b on b.record_id = v.right_record_id
  order by v.distance nulls last, v.left_record_id, v.right_record_id`;

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
    const found = await rows<ListedPair>(snapshot.connection, pairsSql);
    const pairs = found.slice(0, limit).map((one) => ({ ...one, why: reviewReason(one) }));
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
        one.match_weight === null ? '' : (Math.round(10 * one.match_weight) / 10 || 0).toFixed(1),
        one.why,
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
