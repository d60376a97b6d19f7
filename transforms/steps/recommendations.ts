import { DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import { money, tableColumns } from '../columnValues.ts';
import { dayNumber } from '../days.ts';
import { fitRecommender, type Numbered } from '../recommend/fit.ts';
import { type CustomerLists, listCustomers } from '../recommend/lists.ts';
import type { RecommendParameters } from '../recommend/parameters.ts';
import { productsOf } from '../recommend/products.ts';
import {
  dropTables,
  numberPurchases,
  type Purchases,
  readPurchases,
  renumberItems,
} from '../recommend/purchases.ts';
import { recommendReasons } from '../recommend/reasons.ts';
import { storeColumns } from '../recommend/store.ts';
import {
  type Fitted,
  modelStep,
  openTable,
  type SelectedRows,
  type StepContext,
  type StepTable,
} from '../step.ts';
import { placed, touchedCustomers } from '../touchedCustomers.ts';

const recommendationSettings: StepTable = {
  description: 'By which rule the whole list is made, and that of new products.',
  grain: 'the one row',
  keys: ['list_rule', 'new_rule'],
  columns: { list_rule: VARCHAR, new_rule: VARCHAR },
};

/** What to offer each customer, and what selling them something new may bring. */
export const step = modelStep<RecommendParameters>({
  reads: ['order_lines', 'customers', 'as_of'],
  follows: ['order_lines', 'customers'],
  writes: {
    recommendations: openTable({
      description: 'The five products to offer each customer, from those they had and those they never had.',
      grain: 'customer × rank',
      keys: ['customer_id', 'rank'],
      columns: {
        customer_id: VARCHAR,
        rank: INTEGER,
        sku: VARCHAR,
        kind: VARCHAR,
        chance: DOUBLE,
        because_sku: VARCHAR,
      },
    }),
    recommendation_settings: openTable(recommendationSettings),
    customer_cross_sell: openTable({
      description:
        'The new product that suits each customer best, and what the five best may bring in their next order.',
      grain: 'customer with an order of a known product',
      keys: ['customer_id'],
      columns: {
        customer_id: VARCHAR,
        next_sku: VARCHAR,
        next_chance: DOUBLE,
        next_because_sku: VARCHAR,
        cross_sell_potential: money,
      },
    }),
  },
  tidy: dropTables,
  model: {
    name: 'recommend',
    version: 6,
    refitDays: 7,
    settings: ({ business }) => ({ currency: business.reportingCurrency }),
    reasons: recommendReasons,
    card: {
      purpose:
        'Which products to offer a customer next, which of them are new to them, and what selling something new may bring.',
      data: 'Lines of live orders of known customers up to the as-of date: who bought which product on which day.',
      method:
        'Item similarity by customers in common, shrunk and with heavy customers counting less; own purchases count by how often and how lately; new products by what goes with theirs and what sells of late. Where earlier baskets are foretold better without what customers have, nothing of that is offered. What goes together and what sells is what was known when the model was fitted, every seven days; a customer’s own purchases count up to the as-of date. Chances are the shares of held-out baskets, the next ones after a cut-off day, that held what was offered at that rank by what was bought before that day, by the customer’s number of orders.',
      assumptions: [
        'What customers bought together in the past goes together in the future.',
        'The next basket resembles that of customers with as many orders after the cut-off day.',
      ],
      limits: [
        'A product that nobody had bought when the model was fitted is offered to nobody who never had it; one that is out of stock may be.',
        'Of more than 20,000 products the most popular are offered.',
        'Chances hold for customers who order again; whether they do is not said here.',
        'It tells what would be bought, not what is bought because it was offered.',
      ],
      sources: [
        'Sarwar et al. (2001), Item-based Collaborative Filtering Recommendation Algorithms',
        'Bell & Koren (2007), Scalable Collaborative Filtering with Jointly Derived Neighborhood Interpolation Weights',
      ],
    },
    score: { table: 'customer_cross_sell', column: 'cross_sell_potential' },
    fit: fitRecommender,
  },
  async run(context) {
    const { connection, fitted, asOf } = context;
    const { parameters } = fitted;
    const touched = await touchedCustomers(context, ['order_lines', 'customers'], 'recommendations');
    const purchases = await purchasesOf(context, touched);
    const items = purchases.item.reduce(
      (most, item) => Math.max(most, item + 1),
      parameters.products.skus.length,
    );
    const lists = listCustomers(purchases, productsOf(parameters, items), parameters, dayNumber(asOf));
    await storeColumns(connection, 'reco_lists', { ...lists.lists });
    await storeColumns(connection, 'reco_next', { ...lists.next });
    const content = (rows: SelectedRows) => placed(rows, touched);
    return {
      recommendation_settings: tableColumns(recommendationSettings, [
        { list_rule: parameters.all, new_rule: parameters.fresh },
      ]),
      recommendations: content({ select: listsSql(lists.popular, touched ?? 'customers') }),
      customer_cross_sell: content({
        select: `select c.customer_id, i.sku as next_sku, n.chance as next_chance, b.sku as next_because_sku,
            n.potential as cross_sell_potential
          from reco_next as n join reco_customers as c using (customer)
          left join reco_items as i using (item) left join reco_items as b on b.item = n.because`,
      }),
    };
  },
});

/** Purchases of the touched customers, or of all: those that were just fitted to, where there are such. */
async function purchasesOf(
  { connection, fitted, carry }: Scoring,
  touched: string | undefined,
): Promise<Purchases> {
  const { skus } = fitted.parameters.products;
  if (carry && !touched) {
    const numbered = carry as Numbered;
    return renumberItems(connection, numbered.purchases, numbered.skus, skus);
  }
  await numberPurchases(connection, skus, touched);
  return readPurchases(connection);
}

type Scoring = StepContext & { readonly fitted: Fitted<RecommendParameters>; readonly carry?: unknown };

/**
 * Lists of those who bought, and of those who bought nothing yet.
 * @param wanted relation of the customers who are to have one
 */
function listsSql({ items, chances }: CustomerLists['popular'], wanted: string): string {
  const offered = [...items].map((item, i) => `(${i + 1}, ${item}, ${chances[i]}::double)`).join(', ');
  const strangers = offered
    ? `union all
      select p.customer_id, o.rank, i.sku, 'new' as kind, o.chance, null as because_sku
      from (select customer_id from customers anti join reco_customers using (customer_id)
        where customer_id in (select customer_id from ${wanted})) as p
      cross join (values ${offered}) as o(rank, item, chance) join reco_items as i using (item)`
    : '';
  return `select c.customer_id, l.rank, i.sku, case when l."isRepeat" = 1 then 'repeat' else 'new' end as kind,
      l.chance, b.sku as because_sku
    from reco_lists as l join reco_customers as c using (customer) join reco_items as i using (item)
    left join reco_items as b on b.item = l.because ${strangers}`;
}
