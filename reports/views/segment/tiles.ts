import { html } from '../../components/html.ts';
import { kpi } from '../../components/kpi.ts';
import type { SegmentData } from '../../loaders/segment.ts';
import { type Context, linkTo, nameIn } from './context.ts';
import { latest } from './history.ts';

/** The other segments, a click away. */
export function others({ segment, all }: SegmentData, context: Context): HTMLElement {
  const { t } = context;
  const name = nameIn(all, context);
  const links = all.map((one) =>
    one.segment === segment.segment
      ? html`<li><b aria-current="page">${name(one.segment)}</b></li>`
      : html`<li>${linkTo(one.segment, name(one.segment))}</li>`,
  );
  return html`<nav class="others" aria-label=${t.others}><ul><li><a href="segments.html">← ${t.back}</a></li>${links}</ul></nav>`;
}

export function insight(data: SegmentData, { t, format }: Context): HTMLElement {
  const { segment } = data;
  const { fresh, entered, left, since } = latest(data);
  return html`<p class="insight"><b>${t.insight(
    format.count(segment.customers),
    format.percent(segment.customerShare),
    format.percent(segment.revenueShare),
  )}</b> ${since ? t.movedLately(format.count(entered), format.count(left), format.count(fresh), format.date(since)) : ''}</p>`;
}

export function tiles({ segment, outlook }: SegmentData, context: Context): HTMLElement {
  const { t, format } = context;
  const tile = (id: string, name: string, definition: string, value: string | null) =>
    value === null ? '' : kpi(context, { id, name, definition, value, changes: [], history: [] });
  const known = (value: number | null | undefined, show: (value: number) => string) =>
    value === null || value === undefined ? null : show(value);
  return html`<div class="kpis">${[
    tile('size', t.size, t.sizeWhat, format.count(segment.customers)),
    tile('money', t.money, t.moneyWhat, format.compactMoney(segment.revenue12m)),
    tile(
      'each',
      t.each,
      t.eachWhat,
      segment.customers > 0 ? format.compactMoney(segment.revenue12m / segment.customers) : null,
    ),
    tile('clv', t.clv, t.clvWhat, known(outlook?.clv, format.compactMoney)),
    tile('alive', t.alive, t.aliveWhat, known(outlook?.alive, format.percent)),
    tile('churn', t.churn, t.churnWhat, known(outlook?.churn, format.percent)),
  ]}</div>`;
}
