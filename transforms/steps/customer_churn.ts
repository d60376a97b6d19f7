import { BOOLEAN, DATE, DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import { churnCard } from '../churn/card.ts';
import { fitChurn } from '../churn/fitChurn.ts';
import type { ChurnParameters } from '../churn/parameters.ts';
import { churnReasons } from '../churn/reasons.ts';
import { scoreChurn } from '../churn/scoreChurn.ts';
import { amountValue, isoDate, money, tableColumns } from '../columnValues.ts';
import { modelStep, openTable, type StepTable } from '../step.ts';
import { placed, touchedCustomers } from '../touchedCustomers.ts';

const customerChurn: StepTable = {
  description:
    'How likely each customer who bought is to buy nothing within the horizon, the three strongest reasons, early warnings, and the revenue of the last year that is at risk.',
  grain: 'customer with an order',
  keys: ['customer_id'],
  columns: {
    customer_id: VARCHAR,
    churn_probability: DOUBLE,
    churn_band: VARCHAR,
    reason_1: VARCHAR,
    reason_2: VARCHAR,
    reason_3: VARCHAR,
    warns_interval: BOOLEAN,
    warns_basket: BOOLEAN,
    warns_complaint: BOOLEAN,
    warns_email: BOOLEAN,
    value_at_risk: money,
    offer_gain: money,
    is_offer_worthwhile: BOOLEAN,
  },
};

const churnReliability: StepTable = {
  description:
    'Chances of leaving against who left, over the latest horizon, which was held out: tenths of the customers.',
  grain: 'tenth of the customers by chance',
  keys: ['part'],
  columns: {
    part: INTEGER,
    held_out_date: DATE,
    customers: INTEGER,
    probability: DOUBLE,
    churned_rate: DOUBLE,
  },
};

const churnGains: StepTable = {
  description:
    'Which share of those who left was among the customers of the highest chances, over the horizon held out.',
  grain: 'twentieth of the customers, and none',
  keys: ['customer_share'],
  columns: { customer_share: DOUBLE, churned_share: DOUBLE },
};

const churnOffers: StepTable = {
  description:
    'What is at risk with the customers most worth an offer: what an offer of any cost and success comes to follows from it.',
  grain: 'hundredth of the customers by value at risk',
  keys: ['customer_share'],
  columns: { customer_share: DOUBLE, customers: INTEGER, value_at_risk: money, least_value_at_risk: money },
};

const churnSettings: StepTable = {
  description:
    'What chances of leaving and offers rest on: the horizon, the bounds of the bands, cost, success and margin, from what silence the win-back list takes people, and the share that left at the cut-off date where fewest did and where most did.',
  grain: 'the one row',
  keys: ['horizon_days'],
  columns: {
    horizon_days: INTEGER,
    medium_risk: DOUBLE,
    high_risk: DOUBLE,
    offer_cost: DOUBLE,
    success_rate: DOUBLE,
    margin_share: DOUBLE,
    least_silence_days: INTEGER,
    least_left_rate: DOUBLE,
    most_left_rate: DOUBLE,
  },
};

/** Who is about to leave, why, and whom an offer is worth. */
export const step = modelStep<ChurnParameters>({
  reads: ['churn_features', 'clv_settings', 'as_of'],
  follows: ['churn_features'],
  writes: {
    customer_churn: openTable(customerChurn),
    churn_reliability: openTable(churnReliability),
    churn_gains: openTable(churnGains),
    churn_offers: openTable(churnOffers),
    churn_settings: openTable(churnSettings),
  },
  model: {
    name: 'churn',
    version: 9,
    settings: ({ business, models }) => ({
      currency: business.reportingCurrency,
      horizonDays: models.churn.horizonDays,
    }),
    reasons: churnReasons,
    card: churnCard,
    score: { table: 'customer_churn', column: 'churn_probability' },
    fit: fitChurn,
  },
  async run(context) {
    const { horizonDays, reliability, gains, heldOutDate, leftRates } = context.fitted.parameters;
    const { mediumRisk, highRisk, offerCost, successRate, leastSilenceDays } = context.config.models.churn;
    const [margin] = (await context.read('select margin_share as share from clv_settings')).share ?? [];
    const offer = { cost: offerCost, successRate, margin: Number(margin ?? 1) };
    const touched = await touchedCustomers(context, ['churn_features'], 'customer_churn');
    const { customers, offers } = await scoreChurn(context, context.fitted.parameters, offer, touched);
    return {
      customer_churn: placed(customers, touched),
      churn_reliability: tableColumns(
        churnReliability,
        reliability.map(({ customers, chance, left }, i) => ({
          part: i + 1,
          held_out_date: heldOutDate ? isoDate(heldOutDate) : null,
          customers,
          probability: chance,
          churned_rate: left,
        })),
      ),
      churn_gains: tableColumns(
        churnGains,
        gains.map(({ share, caught }) => ({ customer_share: share, churned_share: caught })),
      ),
      churn_offers: tableColumns(
        churnOffers,
        offers.map(({ share, customers, valueAtRisk, leastValueAtRisk }) => ({
          customer_share: share,
          customers,
          value_at_risk: amountValue(valueAtRisk),
          least_value_at_risk: amountValue(leastValueAtRisk),
        })),
      ),
      churn_settings: tableColumns(churnSettings, [
        {
          horizon_days: horizonDays,
          medium_risk: mediumRisk,
          high_risk: highRisk,
          offer_cost: offer.cost,
          success_rate: offer.successRate,
          margin_share: offer.margin,
          least_silence_days: leastSilenceDays,
          least_left_rate: leftRates?.least ?? null,
          most_left_rate: leftRates?.most ?? null,
        },
      ]),
    };
  },
});
