import {
  type Comparison,
  compareMeans,
  compareProportions,
  holdTogether,
  type Verdict,
  verdictOf,
} from '../../../models/index.ts';
import type { Kind, OverviewData } from '../../loaders/overview.ts';
import type { Moment } from './figures.ts';

/** Whether a change is more than chance, with the 95 % interval of the change where it can be tested. */
export interface Tested {
  readonly verdict: Verdict;
  /** of the change as it is shown: relative, or in points for a share; null where not testable */
  readonly interval: readonly [number, number] | null;
}

const untested: Tested = { verdict: 'not-testable', interval: null };

/** How many days a period has. */
function daysIn(kind: Kind, start: string): number {
  if (kind === 'week') return 7;
  const [year = 0, month = 1] = start.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * The change of a metric against `offset` periods before. A share of customers is compared by its counts (Newcombe);
 * sums and averages by how they differ from day to day (Welch, per day), so that a month of 31 days has no head start.
 * Running periods, and counts of different customers, are not tested.
 */
export function testChange(data: OverviewData, metric: string, moment: Moment, offset: number): Tested {
  const series = data.metrics[metric]?.[moment.channel]?.[moment.kind];
  const [place, earlier] = [moment.place, moment.place + offset];
  const periods = data.periods[moment.kind];
  if (!series || earlier < 0 || data.running[moment.kind]) return untested;
  if (metric === 'repeat_rate') {
    const share = (at: number) => ({
      hits: series.numerators[at] ?? 0,
      of: series.denominators?.[at] ?? 0,
    });
    return tested(compareProportions(share(earlier), share(place)), 1);
  }
  const sample = (at: number) => {
    const n = daysIn(moment.kind, periods[at] ?? '');
    const sum = series.numerators[at] ?? 0;
    const denominator = series.denominators?.[at];
    const mean = series.denominators ? sum / (denominator || 1) : sum / n;
    return { n, mean, sd: series.spreads?.[at] ?? 0 };
  };
  if (!series.spreads) return untested;
  const before = sample(earlier);
  return tested(compareMeans(before, sample(place)), before.mean);
}

/**
 * The change of net revenue of values of a dimension against the period before; the latest periods alone.
 * They stand side by side, so they are held to one level together (Holm).
 */
export function testParts(
  data: OverviewData,
  moment: Moment,
  dimension: string,
  names: readonly string[],
): readonly Tested[] {
  const compared = names.map((name) => comparePart(data, moment, dimension, name));
  return holdTogether(compared.map(({ comparison }) => comparison)).map((one, i) =>
    tested(one, compared[i]?.unit ?? 0),
  );
}

function comparePart(data: OverviewData, moment: Moment, dimension: string, name: string) {
  const values = data.parts[moment.kind][dimension]?.[name];
  const spreads = data.partSpreads[moment.kind][dimension]?.[name];
  const periods = data.periods[moment.kind];
  const first = periods.length - (spreads?.length ?? 0);
  if (!values || !spreads || moment.place - 1 < first || data.running[moment.kind])
    return { comparison: { testable: false, because: 'empty' } as const, unit: 0 };
  const sample = (at: number) => {
    const n = daysIn(moment.kind, periods[at] ?? '');
    return { n, mean: (values[at] ?? 0) / n, sd: spreads[at - first] ?? 0 };
  };
  const before = sample(moment.place - 1);
  return { comparison: compareMeans(before, sample(moment.place)), unit: before.mean };
}

function tested(comparison: Comparison, unit: number): Tested {
  if (!comparison.testable) return untested;
  const interval = unit > 0 ? ([comparison.low / unit, comparison.high / unit] as const) : null;
  return { verdict: verdictOf(comparison), interval };
}
