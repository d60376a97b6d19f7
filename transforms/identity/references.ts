import type { DuckDBConnection } from '@duckdb/node-api';

/** What two sources may both name of a customer. */
export const referenceKinds = ['order', 'coupon'] as const;

/**
 * Makes `match_references` (l, r, kind, since_at, likeness): pairs of source records, l < r, of two sources that name
 * an order or a personal coupon together, where such pairs of those sources are known to be one customer
 * (`reference_agreement`).
 */
export async function createReferences(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    create or replace temp table match_references as
      select least(x.record_id, y.record_id) as l, greatest(x.record_id, y.record_id) as r, a.kind,
        min(greatest(a.first_seen_at, b.first_seen_at)) as since_at, null::double as likeness
      from record_references as a
      join record_references as b on b.reference_key = a.reference_key and b.source > a.source
      join reference_agreement as t
        on t.kind = a.kind and t.left_source = a.source and t.right_source = b.source and t.joins
      join record_values as x on x.record_key = a.record_key
      join record_values as y on y.record_key = b.record_key
      group by x.record_id, y.record_id, a.kind`);
}
