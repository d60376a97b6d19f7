import { figure } from '../../components/figure.ts';
import { filterBar, select } from '../../components/filters.ts';
import { lineChart } from '../../components/lineChart.ts';
import { live, urlState } from '../../components/urlState.ts';
import type { ChurnData } from '../../loaders/churn.ts';
import type { Context } from './context.ts';

const costs = ['1', '2', '5', '10', '20', '50', '100'];
const rates = ['0.02', '0.05', '0.1', '0.2', '0.3'];

/** What offers of a cost and a success rate to be chosen come to, by how many customers get one. */
export function offers(data: ChurnData, context: Context): readonly (HTMLElement | null)[] {
  const { t, format } = context;
  const state = urlState({ cost: '5', keeps: '0.1' }, { cost: costs, keeps: rates });
  const choices = (values: readonly string[], show: (x: number) => string) => () =>
    values.map((value) => ({ value, label: show(Number(value)) }));
  if (data.offers.length === 0) return [];
  return [
    filterBar(
      context,
      [
        select(t.cost, choices(costs, format.money), state, 'cost'),
        select(t.success, choices(rates, format.percent), state, 'keeps'),
      ],
      t.applies,
    ),
    live(state, () => curve(data, Number(state.get('cost')), Number(state.get('keeps')), context)),
  ];
}

function curve(
  { offers: steps, margin }: ChurnData,
  cost: number,
  keeps: number,
  context: Context,
): HTMLElement {
  const { t, terms, format } = context;
  const rows = steps.map((step) => ({ ...step, net: step.atRisk * keeps * margin - step.customers * cost }));
  const best = rows.reduce((most, row) => (row.net > most.net ? row : most), { customers: 0, net: 0 });
  return figure(context, {
    name: 'offers',
    title:
      best.net > 0
        ? t.offersTitle(format.count(best.customers), format.compactMoney(best.net))
        : t.offersNone,
    sentence: t.offersSentence(format.percent(margin)),
    columns: [
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      { label: t.atRisk, value: (row) => row.atRisk, show: (row) => format.money(row.atRisk), numeric: true },
      { label: t.net, value: (row) => row.net, show: (row) => format.money(row.net), numeric: true },
    ],
    rows,
    body: () =>
      lineChart({
        x: rows.map(({ share }) => share * 100),
        lines: [{ label: t.net, color: 'var(--accent)', values: rows.map(({ net }) => net), area: true }],
        formatX: (x) => `${t.addressed} ${format.percent(Number(x) / 100)}`,
        tickX: (x) => `${Math.round(Number(x))}%`,
        formatY: format.compactMoney,
        label: t.offers,
        unitX: t.addressed,
      }),
  });
}
