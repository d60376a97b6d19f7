import { delta } from '../../components/delta.ts';
import { html } from '../../components/html.ts';
import { kpi } from '../../components/kpi.ts';
import { nameOf } from '../../components/terms.ts';
import type { CustomersData } from '../../loaders/customers.ts';
import { type Context, counts, monthsOf, stages } from './context.ts';

export function tiles(data: CustomersData, context: Context): HTMLElement | null {
  const { t, format, language } = context;
  const months = monthsOf(data);
  if (months.length === 0) return null;
  const cards = stages.map((stage) => {
    const values = counts(data, stage, months);
    const now = values.at(-1) ?? 0;
    const before = values.at(-2);
    const bad = stage === 'lost' || stage === 'dormant' || stage === 'at_risk';
    return kpi(context, {
      id: stage,
      name: nameOf(stage, language),
      definition: t.definitions[stage],
      value: format.count(now),
      changes: before
        ? [
            {
              pill: delta(format.change(now / before - 1), now / before - 1, bad ? 'bad' : 'good'),
              label: t.sinceMonthEnd,
            },
          ]
        : [],
      history: values.slice(-13),
    });
  });
  return html`<div class="kpis">${cards}</div>`;
}
