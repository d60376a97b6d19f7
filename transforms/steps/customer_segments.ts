import { DATE, DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import { money } from '../columnValues.ts';
import { assignSql } from '../segments/assignSql.ts';
import { segmentsCard } from '../segments/card.ts';
import { fitSegments } from '../segments/fitSegments.ts';
import { monthlyFeatures, quarterEnds } from '../segments/monthsSql.ts';
import { type SegmentsParameters, segmentNumber } from '../segments/parameters.ts';
import { segmentReasons } from '../segments/reasons.ts';
import { segmentTables } from '../segments/tablesSql.ts';
import { modelStep, openTable, type SelectedRows, type StepTable } from '../step.ts';
import { placed, touchedCustomers } from '../touchedCustomers.ts';

const customerSegments: StepTable = {
  description:
    'The k-means segment of each customer with an order, how far from its centre, and the segment a quarter before by the same centres.',
  grain: 'customer with an order',
  keys: ['customer_id'],
  columns: {
    customer_id: VARCHAR,
    segment: INTEGER,
    segment_code: VARCHAR,
    name_en: VARCHAR,
    name_zh: VARCHAR,
    distance: DOUBLE,
    previous_segment: INTEGER,
  },
};

const customerMonthSegments: StepTable = {
  description:
    'The segment of each customer at every month end since the first order, and at the one before, by today’s centres and today’s identity.',
  grain: 'customer × month, from the month of the customer’s first order to the as-of month',
  keys: ['customer_id', 'month_end_date'],
  columns: { customer_id: VARCHAR, month_end_date: DATE, segment: INTEGER, previous_segment: INTEGER },
};

const segmentMonths: StepTable = {
  description:
    'Movement between segments from month to month, by today’s centres: who came, stayed and left adds up to the members. From 0 is no order before.',
  grain: 'month × segment from × segment to',
  keys: ['month_end_date', 'from_segment', 'to_segment'],
  columns: { month_end_date: DATE, from_segment: INTEGER, to_segment: INTEGER, customers: INTEGER },
};

const segmentProfiles: StepTable = {
  description:
    'Each segment: its name, size, revenue, who came and left in the last quarter, and how much of it the last fit kept (Jaccard index).',
  grain: 'segment',
  keys: ['segment'],
  columns: {
    segment: INTEGER,
    segment_code: VARCHAR,
    name_en: VARCHAR,
    name_zh: VARCHAR,
    kept: DOUBLE,
    customers: INTEGER,
    customer_share: DOUBLE,
    revenue: money,
    revenue_share: DOUBLE,
    revenue_12m: money,
    orders: INTEGER,
    new_customers: INTEGER,
    entered: INTEGER,
    left: INTEGER,
  },
};

const segmentTraits: StepTable = {
  description:
    'What sets each segment apart: its centre by feature, in standard deviations from all and in the feature’s own unit, and medians.',
  grain: 'segment × feature',
  keys: ['segment', 'feature'],
  columns: {
    segment: INTEGER,
    place: INTEGER,
    feature: VARCHAR,
    z: DOUBLE,
    centroid_value: DOUBLE,
    median: DOUBLE,
    median_all: DOUBLE,
  },
};

const segmentMoves: StepTable = {
  description:
    'Movement between segments: of customers from quarter to quarter by today’s centres, and by the last fit itself on its day. From 0 is no order before.',
  grain: 'what moved them × after_date × segment from × segment to',
  keys: ['moved_by', 'after_date', 'from_segment', 'to_segment'],
  columns: {
    moved_by: VARCHAR,
    before_date: DATE,
    after_date: DATE,
    from_segment: INTEGER,
    to_segment: INTEGER,
    customers: INTEGER,
  },
};

/** Segments: centres fitted on a sample when due, everybody assigned to the nearest in SQL. */
export const step = modelStep<SegmentsParameters>({
  reads: ['segment_features', 'customer_spans', 'as_of'],
  follows: ['segment_features', 'customer_spans'],
  writes: {
    customer_segments: openTable(customerSegments),
    customer_month_segments: openTable(customerMonthSegments),
    segment_profiles: openTable(segmentProfiles),
    segment_traits: openTable(segmentTraits),
    segment_moves: openTable(segmentMoves),
    segment_months: openTable(segmentMonths),
  },
  model: {
    name: 'segments',
    version: 1,
    settings: ({ business, lifecycle, models }) => ({
      currency: business.reportingCurrency,
      atRiskDays: lifecycle.atRiskDays,
      ...models.segments,
    }),
    reasons: segmentReasons,
    card: segmentsCard,
    score: { table: 'customer_segments', column: 'distance' },
    fit: fitSegments,
  },
  async run(context) {
    const { connection, fitted, asOf, previous } = context;
    const { parameters } = fitted;
    const { segmentation } = parameters;
    const touched = await touchedCustomers(
      context,
      ['segment_features', 'customer_spans'],
      'customer_segments',
    );
    const wanted = segmentation.scales.map(({ feature }) => feature);
    const scored = assignSql(segmentation, monthlyFeatures(wanted, asOf, touched), [
      'customer_id',
      'month_end_date',
    ]);
    await connection.run(`
      create or replace temp table scored_segments as
      select customer_id, month_end_date, cast(label + ${segmentNumber(0)} as integer) as segment, distance from (${scored});
      create or replace temp table scored_months as
      select customer_id, month_end_date, segment,
        lag(segment) over (partition by customer_id order by month_end_date) as previous_segment
      from temp.scored_segments`);
    const others = touched
      ? `from ${previous('customer_month_segments')} where customer_id not in (select customer_id from ${touched})`
      : '';
    await connection.run(`
      create or replace temp table quarter_segments as
      select * from temp.scored_segments where month_end_date in (${quarterEnds(asOf)})
      ${others && `union all by name select customer_id, month_end_date, segment from (${others}) where month_end_date in (${quarterEnds(asOf)})`}`);
    const { customers, profiles, traits, moves } = segmentTables(parameters, 'temp.quarter_segments', asOf);
    const content = (rows: SelectedRows) => placed(rows, touched);
    return {
      customer_segments: content({
        select: touched
          ? `from (${customers}) where customer_id in (select customer_id from ${touched})`
          : customers,
      }),
      customer_month_segments: content({ select: 'from temp.scored_months' }),
      segment_profiles: { select: profiles },
      segment_traits: { select: traits },
      segment_moves: { select: moves },
      segment_months: {
        select: `
          select month_end_date, coalesce(previous_segment, 0) as from_segment, segment as to_segment, count(*) as customers
          from (from temp.scored_months ${others && `union all ${others}`}) group by all`,
      },
    };
  },
  async tidy(connection) {
    for (const table of ['scored_segments', 'scored_months', 'quarter_segments'])
      await connection.run(`drop table if exists temp.${table}`);
  },
});
