import type { Snapshot } from '../build/snapshot.ts';
import { checkWords } from '../chinese/index.ts';
import type { Dictionary } from '../components/locale.ts';
import { dailySpreads, partSpreads, type Spreads, spreadKey } from './overview/spreads.ts';

export type Kind = 'week' | 'month';

/** A metric along the periods of a kind: numerators, and denominators where it is a rate; null where nothing was. */
export interface Series {
  readonly numerators: readonly (number | null)[];
  readonly denominators: readonly (number | null)[] | null;
  /** standard deviation from day to day within each period; null where days cannot be told apart */
  readonly spreads: readonly (number | null)[] | null;
}

export interface Alert {
  readonly name: string;
  readonly table: string;
  readonly severity: string;
  readonly owner: string;
  readonly means: Dictionary<string>;
  readonly failures: number;
}

/** Net revenue expected in a week ahead. */
export interface ExpectedWeek {
  readonly start: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface OverviewData {
  /** first days of the periods that are over; the running one only where none is over yet */
  readonly periods: Readonly<Record<Kind, readonly string[]>>;
  readonly running: Readonly<Record<Kind, boolean>>;
  /** metric → channel or `all` → kind */
  readonly metrics: Readonly<Record<string, Readonly<Record<string, Readonly<Record<Kind, Series>>>>>>;
  /** net revenue: kind → dimension → value → along the periods */
  readonly parts: Readonly<
    Record<Kind, Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>>
  >;
  /** the same for how much a value's net revenue differs from day to day, of the latest periods alone */
  readonly partSpreads: OverviewData['parts'];
  /** channel or `all` → the weeks ahead, with their 80 % interval */
  readonly expected: Readonly<Record<string, readonly ExpectedWeek[]>>;
  readonly alerts: readonly Alert[];
  readonly checks: number;
}

type OpenSeries = {
  numerators: (number | null)[];
  denominators: (number | null)[] | null;
  spreads: (number | null)[] | null;
};

interface MetricRow {
  readonly metric: string;
  readonly dimension: string;
  readonly value: string;
  readonly kind: Kind;
  readonly start: string;
  readonly numerator: number;
  readonly denominator: number | null;
}

const most: Readonly<Record<Kind, number>> = { week: 160, month: 60 };
/** values of a dimension that are kept apart; the rest are summed */
const mostParts = 30;

const round = (x: number) => Math.round(x * 100) / 100;

export async function load(snapshot: Snapshot): Promise<OverviewData> {
  const [spreads, values, alerts, [checks], expected] = await Promise.all([
    dailySpreads(snapshot),
    snapshot.rows<MetricRow>(`select metric, dimension, dimension_value as value, period_kind as kind,
        cast(period_start as varchar) as start, cast(numerator as double) as numerator,
        cast(denominator as double) as denominator
      from metric_values
      where period_kind <> 'day' and (dimension in ('all', 'channel') or metric = 'net_revenue')
      order by all`),
    snapshot.rows<
      Omit<Alert, 'means'> & { readonly sentence: string }
    >(`select name, table_name as table, severity, owner, sentence, failures
      from _checks where status <> 'pass' order by severity, failures desc, name`),
    snapshot.rows<{ n: number }>('select count(*) as n from _checks'),
    snapshot.rows<
      ExpectedWeek & { readonly name: string }
    >(`select dimension_value as name, cast(period_start as varchar) as start,
        round(cast(forecast as double), 2) as value, round(cast(low_80 as double), 2) as low, round(cast(high_80 as double), 2) as high
      from revenue_forecast where metric = 'net_revenue' and dimension in ('all', 'channel') and period_kind = 'week'
      order by all`),
  ]);
  const all = {
    week: completePeriods(values, 'week', snapshot.run.asOf),
    month: completePeriods(values, 'month', snapshot.run.asOf),
  };
  const periods = { week: all.week.list, month: all.month.list };
  const parts = {
    week: partSeries(values, 'week', periods.week),
    month: partSeries(values, 'month', periods.month),
  };
  return {
    periods,
    running: { week: all.week.running, month: all.month.running },
    metrics: metricSeries(values, periods, spreads),
    parts,
    partSpreads: {
      week: partSpreads(spreads, 'week', periods.week, parts.week),
      month: partSpreads(spreads, 'month', periods.month, parts.month),
    },
    expected: expectedByName(expected),
    alerts: alerts.map(({ sentence, ...alert }) => ({ ...alert, means: checkWords(alert.name, sentence) })),
    checks: checks?.n ?? 0,
  };
}

function expectedByName(
  rows: readonly (ExpectedWeek & { readonly name: string })[],
): OverviewData['expected'] {
  const found: Record<string, ExpectedWeek[]> = {};
  for (const { name, ...week } of rows) (found[name] ??= []).push(week);
  return found;
}

/** The last day of a period. */
function periodEnd(kind: Kind, start: string): string {
  const end = new Date(`${start}T00:00:00Z`);
  if (kind === 'week') end.setUTCDate(end.getUTCDate() + 6);
  else end.setUTCMonth(end.getUTCMonth() + 1, 0);
  return end.toISOString().slice(0, 10);
}

function completePeriods(values: readonly MetricRow[], kind: Kind, asOf: string) {
  const starts = [
    ...new Set(values.filter((v) => v.kind === kind && v.dimension === 'all').map((v) => v.start)),
  ];
  const over = starts.filter((start) => periodEnd(kind, start) <= asOf);
  const running = over.length === 0 && starts.length > 0;
  return { list: (running ? starts.slice(-1) : over).slice(-most[kind]), running };
}

function metricSeries(
  values: readonly MetricRow[],
  periods: OverviewData['periods'],
  spreads: Spreads,
): OverviewData['metrics'] {
  const places = { week: placesOf(periods.week), month: placesOf(periods.month) };
  const found: Record<string, Record<string, Record<Kind, OpenSeries>>> = {};
  for (const row of values) {
    if (row.dimension !== 'all' && row.dimension !== 'channel') continue;
    const place = places[row.kind].get(row.start);
    if (place === undefined) continue;
    found[row.metric] ??= {};
    const byChannel = found[row.metric] ?? {};
    byChannel[row.value] ??= { week: blank(periods.week.length), month: blank(periods.month.length) };
    const series = byChannel[row.value]?.[row.kind];
    if (!series) continue;
    series.numerators[place] = round(row.numerator);
    const spread = spreads.get(spreadKey(row.metric, row.dimension, row.value, row.kind, row.start));
    if (spread !== undefined) {
      series.spreads ??= Array<number | null>(periods[row.kind].length).fill(null);
      series.spreads[place] = spread;
    }
    if (row.denominator !== null) {
      series.denominators ??= Array<number | null>(periods[row.kind].length).fill(null);
      series.denominators[place] = row.denominator;
    }
  }
  return found;
}

const blank = (length: number) => ({
  numerators: Array<number | null>(length).fill(null),
  denominators: null,
  spreads: null,
});

const placesOf = (periods: readonly string[]) => new Map(periods.map((start, i) => [start, i]));

function partSeries(values: readonly MetricRow[], kind: Kind, periods: readonly string[]) {
  const places = placesOf(periods);
  const found: Record<string, Record<string, number[]>> = {};
  for (const row of values) {
    const place = places.get(row.start);
    if (row.metric !== 'net_revenue' || row.kind !== kind || row.dimension === 'all' || place === undefined)
      continue;
    const dimension = (found[row.dimension] ??= {});
    const series = (dimension[row.value] ??= Array<number>(periods.length).fill(0));
    series[place] = round(row.numerator);
  }
  return Object.fromEntries(Object.entries(found).map(([name, parts]) => [name, largest(parts)]));
}

/** The largest values by revenue; what is left is summed under `…`. */
function largest(parts: Readonly<Record<string, number[]>>): Readonly<Record<string, readonly number[]>> {
  const size = (series: readonly number[]) => series.reduce((sum, x) => sum + Math.abs(x), 0);
  const sorted = Object.entries(parts).sort(([, a], [, b]) => size(b) - size(a));
  const rest = sorted.slice(mostParts);
  const first = sorted[0]?.[1] ?? [];
  const summed = first.map((_, i) => round(rest.reduce((sum, [, series]) => sum + (series[i] ?? 0), 0)));
  return Object.fromEntries([
    ...sorted.slice(0, mostParts),
    ...(rest.length > 0 ? [['…', summed] as const] : []),
  ]);
}
