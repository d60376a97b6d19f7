import { html } from '../../components/html.ts';
import { kpi } from '../../components/kpi.ts';
import type { ChurnData } from '../../loaders/churn.ts';
import type { Context } from './context.ts';

/** What is at stake, and how far the chances can be trusted. */
export function insight({ totals, fit }: ChurnData, { t, format }: Context): HTMLElement {
  if (!totals) return html`<p class="insight">${t.unknown}</p>`;
  const { chosen, auc, naive, error } = fit ?? { chosen: '', auc: null, naive: null, error: null };
  const basis =
    auc === null || naive === null || error === null
      ? t.shareOnly
      : t.bar(t.chosen[chosen] ?? chosen, format.percent(auc), format.percent(naive), format.percent(error));
  return html`<p class="insight"><b>${t.insight(format.count(totals.high), format.compactMoney(totals.atRisk))}</b> ${basis}</p>`;
}

export function tiles({ totals }: ChurnData, context: Context): HTMLElement | null {
  if (!totals) return null;
  const { t, format } = context;
  const tile = (id: string, name: string, definition: string, value: string) =>
    kpi(context, { id, name, definition, value, changes: [], history: [] });
  return html`<div class="kpis">${[
    tile('high', t.high, t.highWhat, format.count(totals.high)),
    tile('mean', t.mean, t.meanWhat, format.percent(totals.probability)),
    tile('at_risk', t.atRisk, t.atRiskWhat, format.compactMoney(totals.atRisk)),
    tile('worthwhile', t.worthwhile, t.worthwhileWhat, format.count(totals.worthwhile)),
    tile('gain', t.gain, t.gainWhat, format.compactMoney(totals.gain)),
  ]}</div>`;
}
