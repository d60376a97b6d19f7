import { html } from '../../components/html.ts';
import { kpi } from '../../components/kpi.ts';
import type { ChurnData } from '../../loaders/churn.ts';
import type { Context } from './context.ts';

/** What is at stake with those of a high chance, and how far the chances can be trusted. */
export function insight(data: ChurnData, context: Context): HTMLElement {
  const said = headline(data, context);
  if (said === null) return html`<p class="insight">${context.t.unknown}</p>`;
  return html`<p class="insight"><b>${said}</b> ${basis(data.fit, context)} ${swing(data, context)}</p>`;
}

/** Distance of two shares from which on they are told (h of Cohen 1988, where .2 is small and .5 is medium). */
const leastSwing = 0.4;
const daysOfYear = 365;

/** That horizons shorter than a year differ so much that they tell seasons rather than customers; else nothing. */
export function swing(
  { leftRates, horizonDays }: Pick<ChurnData, 'leftRates' | 'horizonDays'>,
  { t, format }: Pick<Context, 't' | 'format'>,
): string {
  if (!leftRates || horizonDays === null || horizonDays >= daysOfYear) return '';
  const { least, most } = leftRates;
  const distance = 2 * (Math.asin(Math.sqrt(most)) - Math.asin(Math.sqrt(least)));
  return distance > leastSwing ? t.swing(format.percent(least), format.percent(most)) : '';
}

/**
 * How many have a high chance and what is at risk with them; with everybody, where nobody has; null where
 * nothing is known.
 */
export function headline(
  { totals, bands, horizonDays }: Pick<ChurnData, 'totals' | 'bands' | 'horizonDays'>,
  { t, format }: Pick<Context, 't' | 'format'>,
): string | null {
  if (!totals) return null;
  const days = format.count(horizonDays ?? 0);
  const high = bands.find(({ band }) => band === 'high');
  return high
    ? t.insight(format.count(high.customers), days, format.compactMoney(high.atRisk))
    : t.insightNone(days, format.compactMoney(totals.atRisk));
}

/** Which rule was chosen, by which measure, and how right its chances were. */
export function basis(fit: ChurnData['fit'], { t, format }: Pick<Context, 't' | 'format'>): string {
  const { chosen, auc, naive, loss, naiveLoss, error } = fit ?? {};
  if (!chosen || !isKnown(auc) || !isKnown(loss) || !isKnown(error)) return t.shareOnly;
  const name = t.chosen[chosen] ?? chosen;
  const figures = [format.percent(auc), format.points(error).replace(/^\+/, '')] as const;
  return chosen === 'recency' || !isKnown(naive) || !isKnown(naiveLoss)
    ? t.plainBar(name, loss.toFixed(3), ...figures)
    : t.bar(name, loss.toFixed(3), naiveLoss.toFixed(3), ...figures, format.percent(naive));
}

const isKnown = (x: number | null | undefined): x is number => x !== null && x !== undefined;

export function tiles({ totals, horizonDays }: ChurnData, context: Context): HTMLElement | null {
  if (!totals) return null;
  const { t, format } = context;
  const days = format.count(horizonDays ?? 0);
  const tile = (id: string, name: string, definition: string, value: string) =>
    kpi(context, { id, name, definition, value, changes: [], history: [] });
  return html`<div class="kpis">${[
    tile('high', t.high, t.highWhat, format.count(totals.high)),
    tile('mean', t.meanOf(days), t.meanWhat(days), format.percent(totals.probability)),
    tile('at_risk', t.atRisk, t.atRiskWhat, format.compactMoney(totals.atRisk)),
    tile('worthwhile', t.worthwhile, t.worthwhileWhat, format.count(totals.worthwhile)),
    tile('gain', t.gain, t.gainWhat, format.compactMoney(totals.gain)),
  ]}</div>`;
}
