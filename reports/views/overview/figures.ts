import { delta } from '../../components/delta.ts';
import type { Kpi } from '../../components/kpi.ts';
import { metricValue, metricWords } from '../../components/metrics.ts';
import { withTip } from '../../components/tooltip.ts';
import type { Kind, OverviewData } from '../../loaders/overview.ts';
import type { OverviewContext } from './context.ts';
import { type Tested, testChange } from './significance.ts';

/** Which period of which kind, and for which channel. */
export interface Moment {
  readonly kind: Kind;
  readonly place: number;
  readonly channel: string;
}

const shown = [
  'net_revenue',
  'orders',
  'average_order_value',
  'active_customers',
  'new_customers',
  'repeat_rate',
] as const;

/** The value of a metric some periods from the moment; null where it is not known. */
export function metricAt(data: OverviewData, metric: string, moment: Moment, offset = 0): number | null {
  const place = moment.place + offset;
  const series = data.metrics[metric]?.[moment.channel]?.[moment.kind];
  if (!series || place < 0 || place >= data.periods[moment.kind].length) return null;
  const numerator = series.numerators[place] ?? null;
  if (series.denominators === null) return numerator ?? 0;
  const denominator = series.denominators[place];
  return numerator === null || !denominator ? null : numerator / denominator;
}

export function periodName(
  data: OverviewData,
  { t, format }: OverviewContext,
  kind: Kind,
  start: string,
): string {
  const name = kind === 'week' ? t.weekOf(format.date(start)) : format.month(start);
  return data.running[kind] ? t.soFar(name) : name;
}

/** The key figures at a moment: against the period before and the same period a year before. */
export function cards(
  data: OverviewData,
  { t, format, language }: OverviewContext,
  moment: Moment,
): readonly Kpi[] {
  const year = moment.kind === 'week' ? -52 : -12;
  return shown.map((metric) => {
    const value = metricAt(data, metric, moment);
    const words = metricWords[language][metric];
    const against = (offset: number, label: (before: number) => string) => {
      const before = metricAt(data, metric, moment, offset);
      if (value === null || !before) return [];
      const isShare = metric === 'repeat_rate';
      const change = isShare ? value - before : value / before - 1;
      const written = (x: number) => (isShare ? format.points(x) : format.change(x));
      const test = testChange(data, metric, moment, offset);
      const isClear = test.verdict === 'up' || test.verdict === 'down';
      const pill = delta(written(change), change, 'good', !isClear);
      pill.tabIndex = 0;
      return [
        {
          pill: withTip(pill, () => [t.verdicts[test.verdict], ...intervalOf(test, written, t)]),
          label: isClear ? label(before) : t.and(label(before), t.verdicts[test.verdict]),
        },
      ];
    };
    const from = Math.max(0, moment.place - (moment.kind === 'week' ? 25 : 12));
    const history = Array.from({ length: moment.place - from + 1 }, (_, i) =>
      metricAt(data, metric, moment, from + i - moment.place),
    );
    return {
      id: metric,
      name: words?.name ?? metric,
      definition: words?.definition ?? '',
      value: value === null ? '–' : metricValue(format, metric, value),
      changes: [
        ...against(-1, (before) => t.from(metricValue(format, metric, before))),
        ...against(year, () => t.lastYear),
      ],
      history: history.filter((x) => x !== null),
    };
  });
}

/** The 95 % interval of a change in words, where it was tested. */
export const intervalOf = (
  { interval }: Tested,
  written: (change: number) => string,
  t: OverviewContext['t'],
): readonly string[] => (interval ? [t.interval(written(interval[0]), written(interval[1]))] : []);

export interface Contribution {
  readonly value: string;
  readonly was: number;
  readonly is: number;
  readonly change: number;
}

/** What each value of a dimension added to the change of net revenue, the largest first. */
export function contributions(
  data: OverviewData,
  moment: Moment,
  dimension: string,
): readonly Contribution[] {
  if (moment.place === 0) return [];
  return Object.entries(data.parts[moment.kind][dimension] ?? {})
    .map(([value, series]) => {
      const was = series[moment.place - 1] ?? 0;
      const is = series[moment.place] ?? 0;
      return { value, was, is, change: is - was };
    })
    .filter(({ was, is }) => was !== 0 || is !== 0)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
}
