import { columnsOf } from '../columnValues.ts';
import type { StepContext } from '../step.ts';
import type { LifetimeParameters } from './parameters.ts';

/** The share of net revenue that remains: as configured, else as the cost of products tells, else all of it. */
export async function marginShare(context: StepContext): Promise<LifetimeParameters['margin']> {
  const configured = context.config.models.lifetime.marginShare;
  if (configured !== undefined) return { share: configured, source: 'configured' };
  const known = await marginOf(context);
  return known === null ? { share: 1, source: 'unknown' } : { share: known, source: 'products' };
}

/**
 * What remains of revenue after the cost of products, where that is known in the reporting currency; null
 * where not.
 */
async function marginOf({ connection }: StepContext): Promise<number | null> {
  const found = await columnsOf(
    connection,
    `
    select cast(sum(l.net_amount) as double) as revenue,
      cast(sum(cast(l.quantity * p.cost as decimal(18, 4))) as double) as cost
    from order_lines as l
    inner join products as p on p.sku = l.sku
    cross join settings as s
    where p.cost is not null and p.currency = s.reporting_currency and l.net_amount is not null`,
  );
  const [revenue, cost] = [found.revenue?.[0] as number | null, found.cost?.[0] as number | null];
  if (revenue === null || cost === null || !(revenue > 0)) return null;
  return Math.min(1, Math.max(0, 1 - cost / revenue));
}
