import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, rows } from '../../warehouse/index.ts';
import type { ExplainedRecord } from './explainedRecord.ts';
import { refuseOld } from './refuseOld.ts';

/** A link of the chain by which two records are one customer. */
export interface ChainLink {
  readonly from: number;
  readonly to: number;
  readonly rule: string;
  readonly matchWeight: number | null;
}

/** The links from one record of a customer to another: up from each to where the ways to the first record meet. */
export async function chainOf(
  connection: DuckDBConnection,
  left: ExplainedRecord,
  right: ExplainedRecord,
): Promise<readonly ChainLink[]> {
  const found = await rows<{ from: number; to: number; rule: string; matchWeight: number | null }>(
    connection,
    `select record_id::double as "from", linked_record_id::double as "to", rule, match_weight as "matchWeight"
     from customer_identity where customer_id = ${literal(left.customerId)} order by record_id`,
  ).catch(refuseOld(/linked_record_id.* not found/));
  const [first] = found;
  const linkOf = new Map(found.map((link) => [link.from, link]));
  const wayFrom = (record: number): ChainLink[] => {
    const way: ChainLink[] = [];
    for (let at = record; at !== first?.from; ) {
      const link = linkOf.get(at);
      if (!link) break;
      way.push(link);
      at = link.to;
    }
    return way;
  };
  const [down, up] = [wayFrom(left.recordId), wayFrom(right.recordId)];
  while (down.length > 0 && up.length > 0 && down.at(-1) === up.at(-1)) {
    down.pop();
    up.pop();
  }
  return [...down, ...up.reverse().map((link) => ({ ...link, from: link.to, to: link.from }))];
}
