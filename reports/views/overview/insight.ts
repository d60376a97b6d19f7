import { html } from '../../components/html.ts';
import type { OverviewData } from '../../loaders/overview.ts';
import { type OverviewContext } from './context.ts';
import { type Moment, metricAt } from './figures.ts';
import { testChange } from './significance.ts';

export function insight(data: OverviewData, { t, format }: OverviewContext, moment: Moment): HTMLElement {
  const now = metricAt(data, 'net_revenue', moment) ?? 0;
  const before = metricAt(data, 'net_revenue', moment, -1);
  const value = format.compactMoney(now);
  if (!before) return html`<p class="insight"><b>${alone(value, before, t)}</b></p>`;
  const share = now / before - 1;
  const said =
    Math.abs(share) < 0.0005
      ? t.held(value)
      : testChange(data, 'net_revenue', moment, -1).verdict === 'noise'
        ? t.withinChance(value, format.change(share))
        : (share > 0 ? t.rose : t.fell)(value, format.percent(Math.abs(share)));
  const moves = ['orders', 'average_order_value'].map((metric) => {
    const was = metricAt(data, metric, moment, -1);
    const is = metricAt(data, metric, moment);
    if (!was || is === null) return '–';
    const change = format.change(is / was - 1);
    const isNoise = testChange(data, metric, moment, -1).verdict === 'noise';
    return isNoise ? `${change} (${t.verdicts.noise})` : change;
  });
  return html`<p class="insight" aria-live="polite"><b>${said}</b> ${t.driver(moves[0] ?? '', moves[1] ?? '')}</p>`;
}

/** The sentence of a value that has nothing to be held against: no period before, or one in which nothing was sold. */
export const alone = (
  value: string,
  before: number | null,
  t: Pick<OverviewContext['t'], 'first' | 'fromNothing'>,
): string => (before === null ? t.first(value) : t.fromNothing(value));
