import { DATE, DECIMAL, DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import { assignSql } from '../segments/assignSql.ts';
import { segmentsCard } from '../segments/card.ts';
import { fitSegments } from '../segments/fitSegments.ts';
import { type SegmentsParameters, segmentNumber } from '../segments/parameters.ts';
import { segmentTables } from '../segments/tablesSql.ts';
import { modelStep, type SelectedRows, type StepTable } from '../step.ts';
import { placed, touchedCustomers } from '../touchedCustomers.ts';

const money = DECIMAL(18, 4);

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

const segmentPlaces: StepTable = {
  description:
    'The segment of each customer by today’s centres, on the as-of date and the quarters before: what movement is told from.',
  grain: 'customer × month end',
  keys: ['customer_id', 'month_end_date'],
  columns: { customer_id: VARCHAR, month_end_date: DATE, segment: INTEGER, distance: DOUBLE },
  unpublished: true,
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

const open = (table: StepTable): StepTable => ({ ...table, publicColumns: Object.keys(table.columns) });

/** Segments: centres fitted on a sample when due, everybody assigned to the nearest in SQL. */
export const step = modelStep<SegmentsParameters>({
  reads: ['segment_features', 'as_of'],
  follows: ['segment_features'],
  writes: {
    segment_places: open(segmentPlaces),
    customer_segments: open(customerSegments),
    segment_profiles: open(segmentProfiles),
    segment_traits: open(segmentTraits),
    segment_moves: open(segmentMoves),
  },
  model: {
    name: 'segments',
    version: 1,
    card: segmentsCard,
    score: { table: 'customer_segments', column: 'distance' },
    fit: fitSegments,
  },
  async run(context) {
    const { connection, fitted, asOf, previous } = context;
    const { parameters } = fitted;
    const touched = await touchedCustomers(context, ['segment_features'], 'customer_segments');
    const among = touched ? `where customer_id in (select customer_id from ${touched})` : '';
    const scored = assignSql(parameters.segmentation, `(from segment_features ${among})`, [
      'customer_id',
      'month_end_date',
    ]);
    await connection.run(`
      create or replace temp table scored_segments as
      select customer_id, month_end_date, label + ${segmentNumber(0)} as segment, distance from (${scored})`);
    if (touched)
      await connection.run(`
        create or replace temp table all_segments as
        from temp.scored_segments union all
        from ${previous('segment_places')} where customer_id not in (select customer_id from ${touched})`);
    const all = touched ? 'temp.all_segments' : 'temp.scored_segments';
    const { customers, profiles, traits, moves } = segmentTables(parameters, all, asOf);
    const content = (rows: SelectedRows) => placed(rows, touched);
    return {
      segment_places: content({ select: 'from temp.scored_segments' }),
      customer_segments: content({
        select: touched
          ? `from (${customers}) where customer_id in (select customer_id from ${touched})`
          : customers,
      }),
      segment_profiles: { select: profiles },
      segment_traits: { select: traits },
      segment_moves: { select: moves },
    };
  },
  async tidy(connection) {
    for (const table of ['scored_segments', 'all_segments'])
      await connection.run(`drop table if exists temp.${table}`);
  },
});
