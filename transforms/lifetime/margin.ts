import type { Config } from '../../warehouse/index.ts';
import { columnsOf } from '../columnValues.ts';
import type { StepContext } from '../step.ts';

/**
 * Where the margin of an order comes from: the configuration, products of known cost, or nowhere (then it is
 * revenue).
 */
export type MarginSource = 'configured' | 'products' | 'unknown';

export interface Margin {
  /** what remains of net revenue, 0 to 1 */
  readonly share: number;
  readonly source: MarginSource;
}

/** The margin to score with: as configured now, else as products told when the model was fitted, else all of revenue. */
export function marginOf(config: Config, ofProducts: number | null): Margin {
  const configured = config.models.lifetime.marginShare;
  if (configured !== undefined) return { share: configured, source: 'configured' };
  if (ofProducts === null) return { share: 1, source: 'unknown' };
  return { share: Math.min(1, Math.max(0, ofProducts)), source: 'products' };
}

/**
 * What remains of revenue after the cost of products, where that is known in the reporting currency, below 0 where they
 * were sold for less; null where not.
 */
export async function marginOfProducts({ connection }: StepContext): Promise<number | null> {
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
  return 1 - cost / revenue;
}
