import type { PageContext } from '../../components/page.ts';
import type { ForecastMetric, PeriodKind } from '../../loaders/forecast.ts';
import type { words } from './words.ts';

export type ForecastContext = PageContext<(typeof words)['en']>;

/** How amounts of a metric are written, in full and short. */
export const amountsOf = ({ format }: ForecastContext, metric: ForecastMetric) =>
  metric === 'orders'
    ? { full: (x: number) => format.number(Math.round(x * 10) / 10), short: format.compactCount }
    : { full: format.money, short: format.compactMoney };

export const periodOf =
  ({ t, format }: ForecastContext, kind: PeriodKind) =>
  (start: string | number) =>
    kind === 'week' ? t.weekOf(format.date(String(start))) : format.date(String(start));
