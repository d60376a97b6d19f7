import { DATE, DECIMAL, DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import { assignSql } from '../segments/assignSql.ts';
import { segmentsCard } from '../segments/card.ts';
import { fitSegments } from '../segments/fitSegments.ts';
import { type SegmentsParameters, segmentNumber } from '../segments/parameters.ts';
import { segmentTables } from '../segments/tablesSql.ts';
import { modelStep, type StepTable } from '../step.ts';

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
  writes: {
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
  async run({ connection, fitted: { parameters }, asOf }) {
    const scored = assignSql(parameters.segmentation, 'segment_features', ['customer_id', 'month_end_date']);
    await connection.run(`
      create or replace temp table scored_segments as
      select customer_id, month_end_date, label + ${segmentNumber(0)} as segment, distance from (${scored})`);
    const { customers, profiles, traits, moves } = segmentTables(parameters, 'temp.scored_segments', asOf);
    return {
      customer_segments: { select: customers },
      segment_profiles: { select: profiles },
      segment_traits: { select: traits },
      segment_moves: { select: moves },
    };
  },
  async tidy(connection) {
    await connection.run('drop table if exists temp.scored_segments');
  },
});
