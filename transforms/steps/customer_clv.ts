import { BOOLEAN, DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import { money, tableColumns } from '../columnValues.ts';
import { lifetimeCard } from '../lifetime/card.ts';
import { fitLifetime } from '../lifetime/fitLifetime.ts';
import { marginOf } from '../lifetime/margin.ts';
import type { LifetimeParameters } from '../lifetime/parameters.ts';
import { lifetimeReasons } from '../lifetime/reasons.ts';
import { scoredCustomersSql, scoreStates } from '../lifetime/scoreLifetime.ts';
import { modelStep, openTable, type StepTable } from '../step.ts';
import { placed, touchedCustomers } from '../touchedCustomers.ts';

const customerClv: StepTable = {
  description:
    'Lifetime value of each customer who bought: how likely they are still there (null where the model has nobody leave), purchases and margin to expect, discounted value with its 80 % interval.',
  grain: 'customer with an order',
  keys: ['customer_id'],
  columns: {
    customer_id: VARCHAR,
    p_alive: DOUBLE,
    expected_orders_3m: DOUBLE,
    expected_orders_6m: DOUBLE,
    expected_orders_12m: DOUBLE,
    expected_order_value: money,
    expected_margin_3m: money,
    expected_margin_6m: money,
    expected_margin_12m: money,
    clv: money,
    clv_low: money,
    clv_high: money,
    model: VARCHAR,
    fitted_on: VARCHAR,
    cohort_year: INTEGER,
  },
};

const clvDeciles: StepTable = {
  description:
    'Expected against realised purchases and revenue a customer over the holdout, by tenth of the customers; naive is everybody going on as before.',
  grain: 'tenth of the customers by expected purchases',
  keys: ['decile'],
  columns: {
    decile: INTEGER,
    customers: INTEGER,
    predicted_orders: DOUBLE,
    realised_orders: DOUBLE,
    naive_orders: DOUBLE,
    predicted_value: DOUBLE,
    realised_value: DOUBLE,
    naive_value: DOUBLE,
  },
};

const clvSettings: StepTable = {
  description:
    'What lifetime values rest on: model, holdout, margin, discount, independence of frequency and value; margin_of_products is as the cost of products has it, below 0 where they were sold for less, which margin_share is not; above_80 is the share above the 80 % interval of those whose upper end is not 0, a tenth where it is right.',
  grain: 'the one row',
  keys: ['model'],
  columns: {
    model: VARCHAR,
    no_model_because: VARCHAR,
    is_seasonal: BOOLEAN,
    grouping: VARCHAR,
    holdout_days: INTEGER,
    coverage_80: DOUBLE,
    above_80: DOUBLE,
    margin_share: DOUBLE,
    margin_source: VARCHAR,
    margin_of_products: DOUBLE,
    horizon_months: INTEGER,
    discount_rate: DOUBLE,
    independence: DOUBLE,
    independence_low: DOUBLE,
    independence_high: DOUBLE,
    independence_holds: BOOLEAN,
  },
};

/** What scores depend on; of the others only the fit knows. */
const scored = ['purchase_days', 'customers'];
const fitted = ['orders', 'order_versions', 'refunds', 'order_lines', 'products'];

/** Lifetime value: the states (x, t_x, T) of customers are scored once each, and customers joined to them. */
export const step = modelStep<LifetimeParameters>({
  reads: [...scored, ...fitted, 'settings', 'as_of'],
  follows: [...scored, ...fitted],
  writes: {
    customer_clv: openTable(customerClv),
    clv_deciles: openTable(clvDeciles),
    clv_settings: openTable(clvSettings),
  },
  model: {
    name: 'lifetime',
    version: 6,
    settings: ({ business }) => ({ currency: business.reportingCurrency }),
    reasons: lifetimeReasons,
    card: lifetimeCard,
    score: { table: 'customer_clv', column: 'p_alive' },
    fit: fitLifetime,
  },
  async run(context) {
    const { parameters } = context.fitted;
    const { horizonMonths, discountRate } = context.config.models.lifetime;
    const margin = marginOf(context.config, parameters.marginOfProducts);
    const touched = await touchedCustomers(context, scored, 'customer_clv');
    await scoreStates(context, parameters, 'lifetime_states', touched);
    const customers = { select: scoredCustomersSql('temp.lifetime_states', parameters, margin.share) };
    const { deciles = [], days = null, coverage = null, above = null } = parameters.holdout ?? {};
    const { independence } = parameters;
    return {
      customer_clv: placed(customers, touched),
      clv_deciles: tableColumns(
        clvDeciles,
        deciles.map((one) => ({
          decile: one.decile,
          customers: one.customers,
          predicted_orders: one.predicted,
          realised_orders: one.realised,
          naive_orders: one.naive,
          predicted_value: one.predictedValue,
          realised_value: one.realisedValue,
          naive_value: one.naiveValue,
        })),
      ),
      clv_settings: tableColumns(clvSettings, [
        {
          model: parameters.pooled.name,
          no_model_because: parameters.noModel,
          is_seasonal: parameters.season !== null,
          grouping: parameters.grouping,
          holdout_days: days,
          coverage_80: coverage,
          above_80: above,
          margin_share: margin.share,
          margin_source: margin.source,
          margin_of_products: parameters.marginOfProducts,
          horizon_months: horizonMonths,
          discount_rate: discountRate,
          independence: independence?.correlation ?? null,
          independence_low: independence?.low ?? null,
          independence_high: independence?.high ?? null,
          independence_holds: independence?.holds ?? null,
        },
      ]),
    };
  },
});
