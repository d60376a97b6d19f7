import { BOOLEAN, DATE, DOUBLE, type DuckDBType, INTEGER, VARCHAR } from '@duckdb/node-api';
import { money } from '../columnValues.ts';
import { openTable, type StepTable } from '../step.ts';

const series = { metric: VARCHAR, dimension: VARCHAR, dimension_value: VARCHAR, period_kind: VARCHAR };
const interval = { low_80: money, high_80: money, low_95: money, high_95: money };

const table = (
  description: string,
  grain: string,
  keys: readonly string[],
  columns: Readonly<Record<string, DuckDBType>>,
): StepTable => openTable({ description, grain, keys, columns });

/** What the forecast step writes. */
export const forecastTables = {
  revenue_forecast: table(
    'What net revenue and orders are expected to be in the days and weeks ahead, with the intervals that are to hold 80 and 95 %, by past errors; none where the history is too short to measure them. Channels, and categories, stand to the whole as in the last eight weeks.',
    'metric × dimension value × day or week ahead',
    ['metric', 'dimension', 'dimension_value', 'period_kind', 'period_start'],
    {
      ...series,
      period_start: DATE,
      steps_ahead: INTEGER,
      forecast: money,
      ...interval,
      seasonal_naive: money,
    },
  ),
  forecast_backtest: table(
    'How far forecasts of each series were off when they were made at earlier days, beside the same as a season before and whether that was worse by more than chance, and how often what came lay within the intervals.',
    'metric × dimension value × day or week',
    ['metric', 'dimension', 'dimension_value', 'period_kind'],
    {
      ...series,
      method: VARCHAR,
      season: INTEGER,
      has_holidays: BOOLEAN,
      has_year_before: BOOLEAN,
      is_fallback: BOOLEAN,
      history_periods: INTEGER,
      origins: INTEGER,
      mean_absolute_error: money,
      error_rate: DOUBLE,
      seasonal_naive_error_rate: DOUBLE,
      beats_seasonal_naive: BOOLEAN,
      coverage_80_rate: DOUBLE,
      coverage_95_rate: DOUBLE,
    },
  ),
  past_forecasts: table(
    'What would have been foretold for the whole business at earlier days, method and intervals chosen without sight of what came after, and what came.',
    'metric × origin × day or week',
    ['metric', 'period_kind', 'origin_date', 'period_start'],
    {
      metric: VARCHAR,
      period_kind: VARCHAR,
      origin_date: DATE,
      period_start: DATE,
      steps_ahead: INTEGER,
      forecast: money,
      ...interval,
      actual: money,
    },
  ),
} as const;
