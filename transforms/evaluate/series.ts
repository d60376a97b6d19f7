import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError } from '../../warehouse/index.ts';
import { type ColumnMap, readInputFile } from './inputFile.ts';
import { leaveOutMissing } from './missing.ts';
import { type Periods, periodsOf } from './periods.ts';
import { refuseRows } from './refuseRows.ts';
import { type TimeGrid, timeGrid } from './timeGrid.ts';
import { readValues } from './values.ts';

/** A series in order of time, a value for every period of it. */
export interface Series {
  /** of the file */
  readonly rows: number;
  /** rows with a value */
  readonly observations: number;
  readonly period: string;
  readonly stepsAWeek: number | undefined;
  /** as the file writes them; undefined for a period without a value */
  readonly dates: readonly (string | undefined)[];
  /** on the line between its neighbours for a period without one */
  readonly values: Float64Array;
  readonly missing: number;
}

/** With more of its periods missing than one in five, a series tells too little to be filled. */
const mostMissing = 0.2;

/**
 * Reads a series, whatever the order of its rows and however its dates are written. A row whose value is empty, or NA
 * and the like, is as none: its period is missing between others, and before the first or after the last value no part
 * of the series.
 * @param columns headers of `date` and `value`
 * @throws ClienteleError `row-invalid` for a date or value that cannot be read and for a second row of one period,
 * `dates-ambiguous`, `steps-unequal`, `periods-missing` where more than a fifth of the periods have no value
 */
export async function readSeries(
  connection: DuckDBConnection,
  file: string,
  columns: ColumnMap,
): Promise<Series> {
  await readInputFile(connection, file, columns);
  const dateRule = { bad: 'date is null', name: 'date', value: 'date', want: 'every row needs a date' };
  await refuseRows(connection, file, columns, 'input', [dateRule]);
  const blank = await leaveOutMissing(connection, path.basename(file), { value: columns.value ?? '' });
  await readValues(connection, file, columns, { value: 'number' });
  const reader = await connection.runAndReadAll(
    'select cast(row_number as double), date, value_value from input order by row_number',
  );
  const [rows = [], dates = [], values = []] = reader.getColumns() as [number[], string[], number[]];
  const refuse = (at: number, want: string) => {
    throw new ClienteleError(
      'row-invalid',
      `${file}, row ${rows[at]}: ${columns.date} is "${dates[at]}"; ${want}`,
    );
  };
  const ways = periodsOf(dates);
  const none = ways[0]?.places.findIndex(Number.isNaN) ?? -1;
  if (none >= 0)
    refuse(
      none,
      'dates are all days, weeks (2020-W06), months (2020-03), quarters (2020-Q1), years, or numbers 1, 2, 3 …',
    );
  const { order, grid } = regular(ways, file, dates, refuse);
  const { places, missing, period, stepsAWeek } = grid;
  const length = (places.at(-1) ?? -1) + 1;
  if (missing > mostMissing * length)
    throw new ClienteleError(
      'periods-missing',
      `${file}: ${missing} of ${length} periods (${period}) have no value, ${firstGap(places, order, dates)}; more than one in five cannot be filled: write a row for each, 0 where there was nothing`,
    );
  const filled = new Float64Array(length);
  const named: (string | undefined)[] = new Array(length).fill(undefined);
  places.forEach((place, i) => {
    const at = order[i] as number;
    const before = places[i - 1] ?? place - 1;
    const from = values[order[i - 1] ?? at] as number;
    // between two rows a straight line
    for (let between = before + 1; between <= place; between++)
      filled[between] = from + (((values[at] as number) - from) * (between - before)) / (place - before);
    filled[place] = values[at] as number;
    named[place] = dates[at];
  });
  return {
    rows: rows.length + blank,
    observations: rows.length,
    period,
    stepsAWeek,
    dates: named,
    values: filled,
    missing,
  };
}

interface Ordered {
  /** the indices of the rows in order of time */
  readonly order: readonly number[];
  readonly grid: TimeGrid;
}

/** The one way to read the dates under which the rows have a constant step and few are missing. */
function regular(
  ways: readonly Periods[],
  file: string,
  dates: readonly string[],
  refuse: (at: number, want: string) => void,
): Ordered {
  const tried = ways.flatMap(({ unit, places }) => {
    const order = [...places.keys()].sort((a, b) => (places[a] as number) - (places[b] as number) || a - b);
    const sorted = order.map((at) => places[at] as number);
    const twice = sorted.findIndex((place, i) => i > 0 && place === sorted[i - 1]);
    if (twice > 0 && ways.length === 1)
      refuse(
        order[twice] as number,
        `another row is of that ${unit}, and a period has one row; where rows are orders, sum the values of each ${unit} first`,
      );
    const grid = twice > 0 ? undefined : timeGrid({ unit, places: sorted });
    return grid ? [{ order, grid }] : [];
  });
  const full = tried.filter(({ grid }) => grid.missing <= mostMissing * (grid.places.length + grid.missing));
  const [found] = full.length > 0 ? full : tried;
  if (full.length > 1 || (ways.length > 1 && !full.length))
    throw new ClienteleError(
      'dates-ambiguous',
      `${file}: dates such as ${dates[0]} can be read in several orders; write them as 2026-03-31`,
    );
  if (!found)
    throw new ClienteleError(
      'steps-unequal',
      `${file}: the dates have no constant step, such as a day, a week or a month; sum the values by one of them, a row for each`,
    );
  return found;
}

function firstGap(places: readonly number[], order: readonly number[], dates: readonly string[]): string {
  const after = places.findIndex((place, i) => (places[i + 1] ?? place + 1) > place + 1);
  return `the first after ${dates[order[after] ?? 0]}`;
}
