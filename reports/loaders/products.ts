import type { Snapshot } from '../build/snapshot.ts';
import { productNamesSql } from './productNames.ts';

export interface Pair {
  readonly sku: string;
  readonly other: string;
  readonly together: number;
  readonly support: number;
  readonly confidence: number;
  readonly otherConfidence: number;
  readonly lift: number;
  /** orders with both that chance gives: the most of what it gives to orders of such sizes, and to any orders */
  readonly expected: number;
  readonly timesChance: number;
  /** more often together than chance has it, beyond doubt */
  readonly isBeyondChance: boolean;
}

/** Amounts called potential are those of `expectedSql`. */
export interface Offered {
  readonly sku: string;
  readonly customers: number;
  readonly chance: number;
  readonly potential: number;
}

export interface SegmentPotential {
  readonly segment: string;
  readonly customers: number;
  readonly potential: number;
}

export interface ProductsData {
  readonly names: Readonly<Record<string, string>>;
  /** products in most orders, the matrix's sides */
  readonly sides: readonly string[];
  /** pairs among them, beyond chance or not, the surest first */
  readonly matrix: readonly Pair[];
  /** pairs beyond chance, the surest first */
  readonly pairs: readonly Pair[];
  readonly pairsInAll: number;
  /** what is to be offered next, as something new, to most customers */
  readonly next: readonly Offered[];
  readonly segments: readonly SegmentPotential[];
  readonly potential: number;
  readonly customers: number;
  /**
   * days within which the potential is expected; null where no chance of an order is known, and it is of
   * customers who order again
   */
  readonly horizonDays: number | null;
  /** different products ever sold */
  readonly catalogue: number;
  readonly fit: {
    readonly chosen: string;
    readonly recall: number | null;
    readonly popular: number | null;
    /** of new products, by the list that is offered of them */
    readonly fresh: number | null;
    readonly freshPopular: number | null;
    /** products of a list that were looked at */
    readonly places: number | null;
  } | null;
}

const side = 12;
const shown = 100;

/**
 * What new products may bring from a customer within the horizon of churn: what they may bring in the next
 * order times the chance of one; nothing but the former where no chance is known.
 */
const expectedSql =
  'coalesce(cast(sum(n.cross_sell_potential * (1 - coalesce(h.churn_probability, 0))) as double), 0)';
const crossSell = 'customer_cross_sell as n left join customer_churn as h on h.customer_id = n.customer_id';

const mostOrdered = `
  select sku from (
    select sku, max(sku_orders) as orders from product_affinity group by sku
    union all select other_sku, max(other_sku_orders) from product_affinity group by other_sku
  ) as s group by sku order by max(orders) desc, sku limit ${side}`;

const columns = `sku, other_sku as other, orders_together as together, support, confidence,
  other_confidence as "otherConfidence", lift, greatest(expected_orders, orders_together / lift) as expected,
  least(orders_together / expected_orders, lift) as "timesChance", is_beyond_chance as "isBeyondChance"`;

/** How sure it is that a pair is beyond chance, by both accounts of it. */
const sureness = 'least(z_score, lift_z_score)';

export async function load(snapshot: Snapshot): Promise<ProductsData> {
  const sides = await snapshot.rows<{ sku: string }>(mostOrdered);
  const inside = `(${mostOrdered})`;
  const pairs = await snapshot.rows<Pair>(
    `select ${columns} from product_affinity where is_beyond_chance
     order by ${sureness} desc, sku, other_sku limit ${shown}`,
  );
  const [counted] = await snapshot.rows<{ n: number }>(
    `select count(*) as n from product_affinity where is_beyond_chance`,
  );
  const next = await snapshot.rows<Offered>(
    `select n.next_sku as sku, count(*) as customers, avg(n.next_chance) as chance, ${expectedSql} as potential
     from ${crossSell} where n.next_sku is not null group by n.next_sku order by customers desc, sku limit 10`,
  );
  const [total] = await snapshot.rows<{ potential: number; customers: number }>(
    `select ${expectedSql} as potential, count(*) as customers from ${crossSell}`,
  );
  const [horizon] = await snapshot.rows<{ days: number }>(
    `select horizon_days as days from churn_settings
     where exists (select 1 from customer_churn where churn_probability is not null)`,
  );
  const [sold] = await snapshot.rows<{ n: number }>('select count(distinct sku) as n from order_lines');
  const [fit] = await snapshot.rows<NonNullable<ProductsData['fit']>>(
    `select r.chosen, max(f.value) filter (where f.figure = 'recall' and f.candidate = r.chosen) as recall,
       max(f.value) filter (where f.figure = 'recall' and f.candidate = 'popular') as popular,
       max(f.value) filter (where f.figure = 'recall_new' and f.candidate = s.new_rule) as fresh,
       max(f.value) filter (where f.figure = 'recall_new' and f.candidate = 'popular') as "freshPopular",
       cast(max(f.value) filter (where f.figure = 'places') as integer) as places
     from model_runs as r cross join recommendation_settings as s left join model_figures as f on f.fit_id = r.fit_id
     where r.model = 'recommend' and r.is_current group by all`,
  );
  const matrix = await snapshot.rows<Pair>(
    `select ${columns} from product_affinity where sku in ${inside} and other_sku in ${inside}
     order by ${sureness} desc, sku, other_sku`,
  );
  const wanted = new Set([
    ...sides.map(({ sku }) => sku),
    ...pairs.flatMap(({ sku, other }) => [sku, other]),
    ...next.map(({ sku }) => sku),
  ]);
  const names = await snapshot.rows<{ sku: string; name: string | null }>(productNamesSql);
  return {
    names: Object.fromEntries(
      names.flatMap(({ sku, name }) => (name && wanted.has(sku) ? [[sku, name]] : [])),
    ),
    sides: sides.map(({ sku }) => sku),
    matrix,
    pairs,
    pairsInAll: counted?.n ?? 0,
    next,
    segments: await snapshot.rows<SegmentPotential>(
      `select c.rfm_segment as segment, count(*) as customers, ${expectedSql} as potential
       from ${crossSell} join customer_rfm as c on c.customer_id = n.customer_id
       group by all order by potential desc, segment`,
    ),
    potential: total?.potential ?? 0,
    customers: total?.customers ?? 0,
    horizonDays: horizon?.days ?? null,
    catalogue: sold?.n ?? 0,
    fit: fit ?? null,
  };
}
