import { html } from '../../components/html.ts';
import { kpi } from '../../components/kpi.ts';
import type { LifetimeData, LifetimeSettings, LifetimeTotals } from '../../loaders/lifetime.ts';
import type { Context } from './context.ts';
import { heldOutSentence, isFarOff } from './heldOut.ts';
import { modelSentence } from './modelSentence.ts';
import { isUntold } from './told.ts';

/** What the figures rest on, in a sentence each: model, margin, and whether frequency and value are independent. */
export function basis({ settings, totals, deciles }: LifetimeData, context: Context): HTMLElement | null {
  if (!settings || !totals) return null;
  const { t, format } = context;
  const { model, noModel, horizonMonths, discountRate } = settings;
  const said = [
    t.horizon(String(horizonMonths), format.percent(discountRate)),
    marginSentence(settings, context),
    modelSentence(settings, context),
    ...(t.staying[model] ? [t.staying[model]] : []),
    ...(settings.isSeasonal && noModel === null ? [t.seasonal] : []),
    ...(settings.independenceHolds === false && settings.independence !== null
      ? [t.related(settings.independence.toFixed(2))]
      : []),
  ];
  return html`<p class="insight"><b>${worthSentence({ settings, totals, deciles }, context)}</b> ${said.join(' ')}</p>`;
}

/** What margin was taken, and why it is none where products are sold below their cost. */
export function marginSentence(
  {
    marginShare,
    marginSource,
    marginOfProducts,
  }: Pick<LifetimeSettings, 'marginShare' | 'marginSource' | 'marginOfProducts'>,
  { t, format }: Pick<Context, 't' | 'format'>,
): string {
  return marginSource === 'products' && marginOfProducts !== null && marginOfProducts < 0
    ? t.belowCost(format.percent(marginOfProducts))
    : t.margin[marginSource as keyof typeof t.margin](format.percent(marginShare));
}

/** What all are worth, and how far that is to be relied on where what was expected before is far from what came. */
export function worthSentence(
  {
    settings,
    totals,
    deciles,
  }: {
    readonly settings: Pick<LifetimeSettings, 'holdoutDays' | 'noModel'>;
    readonly totals: Pick<LifetimeTotals, 'clv' | 'customers'>;
    readonly deciles: Parameters<typeof isFarOff>[0];
  },
  { t, format }: Pick<Context, 't' | 'format'>,
): string {
  const [value, customers] = [format.compactMoney(totals.clv), format.count(totals.customers)];
  if (isUntold(settings, totals)) return t.worthUnknown(customers);
  const found = heldOutSentence(deciles, settings.holdoutDays, { t, format });
  return found !== null && isFarOff(deciles)
    ? t.doubtful(value, customers, found)
    : t.worth(value, customers);
}

export function tiles({ settings, totals }: LifetimeData, context: Context): HTMLElement | null {
  if (!settings || !totals) return null;
  const { t, format } = context;
  const told = (value: string) => (isUntold(settings, totals) ? '–' : value);
  const tile = (id: keyof typeof t.tiles, value: string) =>
    kpi(context, { id, name: t.tiles[id], definition: t.definitions[id], value, changes: [], history: [] });
  return html`<div class="kpis">${[
    tile('clv', told(format.compactMoney(totals.clv))),
    tile('clv_each', told(format.money(totals.clv / totals.customers))),
    tile('clv_median', told(format.money(totals.median))),
    tile('alive', totals.alive === null ? '–' : format.percent(totals.alive)),
    tile('orders_12m', told(format.compactCount(totals.orders12m))),
    tile('margin_12m', told(format.compactMoney(totals.margin12m))),
  ]}</div>`;
}
